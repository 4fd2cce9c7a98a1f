import type { App } from '#src/app.ts'
import { readMunicipality } from './readMunicipality.ts'
import { readVillages, type Village } from './readVillages.ts'
import { refOf } from './rules/shape.ts'
import type { Municipality, UnitRef } from './rules/unit.ts'
import { findCodesOf, findContact, findLinks, findNamesOf, findUnitsById } from './store/units.ts'

/** Who is in charge and how to reach them; what is not known is left out. */
export interface Contact {
  readonly headName?: string | undefined
  readonly address?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
  readonly website?: string | undefined
  readonly isDemo: boolean
}

export interface FormerName {
  readonly name: string
  readonly language: 'ky' | 'ru' | 'en' | 'und'
  readonly validTo?: string | undefined
}

export interface LinkedUnit extends UnitRef {
  readonly since?: string | undefined
}

/** All that is known of a municipality itself. */
export interface Place {
  readonly municipality: Municipality
  readonly contact?: Contact | undefined
  readonly formerNames: readonly FormerName[]
  readonly successors: readonly LinkedUnit[]
  readonly predecessors: readonly LinkedUnit[]
  readonly villages: readonly Village[]
  readonly formerCodes: readonly string[]
  readonly evidence: string
  readonly note: string
}

/** A municipality with its history, its villages and how to reach it; undefined where the key names none. */
export async function readPlace(app: App, key: string): Promise<Place | undefined> {
  const municipality = await readMunicipality(app, key)
  if (!municipality) return undefined
  const { id } = municipality
  const db = app.store.read
  const [[row], contact, names, codes, links, villages] = await Promise.all([
    findUnitsById(db, [id]),
    findContact(db, id),
    findNamesOf(db, id),
    findCodesOf(db, id),
    findLinks(db, id),
    readVillages(app, id),
  ])
  const linked = await findUnitsById(db, [
    ...links.successors.map(link => link.toId),
    ...links.predecessors.map(link => link.fromId),
  ])
  const refs = new Map(linked.map(unit => [unit.id, refOf(unit)]))
  const follow = (unitId: string, since: string | null): LinkedUnit[] => {
    const ref = refs.get(unitId)
    return ref ? [{ ...ref, since: since ?? undefined }] : []
  }
  return {
    municipality,
    contact: contact && {
      headName: contact.headName ?? undefined,
      address: contact.address ?? undefined,
      phone: contact.phone ?? undefined,
      email: contact.email ?? undefined,
      website: contact.website ?? undefined,
      isDemo: contact.isDemo,
    },
    formerNames: names
      .filter(one => one.kind === 'former')
      .map(one => ({ name: one.name, language: one.language, validTo: one.validTo ?? undefined })),
    successors: links.successors.flatMap(link => follow(link.toId, link.since)),
    predecessors: links.predecessors.flatMap(link => follow(link.fromId, link.since)),
    villages,
    formerCodes: codes.filter(one => one.kind === 'former').map(one => one.code),
    evidence: row?.evidence ?? '',
    note: row?.note ?? '',
  }
}
