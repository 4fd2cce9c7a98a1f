import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type AdoptionState, mayAdopt } from './rules/adoption.ts'
import { adoptionOf, deleteAdoption, saveAdoption } from './store/adoptions.ts'
import { practiceById } from './store/practices.ts'

interface Adopting {
  readonly practiceId: string
  readonly municipalityId: string
  readonly note?: string | undefined
  readonly isDemo?: boolean
}

/** Says for a municipality that it wants to do the same as a practice of another. Everybody sees it. */
export const wantPractice = (app: App, viewer: Viewer, input: Adopting): Promise<Result<void>> =>
  sayAdoption(app, viewer, { ...input, state: 'wanted' })

/** Says for a municipality that it does the same, since a day; a wish becomes it. */
export const adoptPractice = (
  app: App,
  viewer: Viewer,
  input: Adopting & { readonly adoptedOn?: IsoDate | undefined },
): Promise<Result<void>> => sayAdoption(app, viewer, { ...input, state: 'adopted' })

async function sayAdoption(
  app: App,
  viewer: Viewer,
  input: Adopting & { readonly state: AdoptionState; readonly adoptedOn?: IsoDate | undefined },
): Promise<Result<void>> {
  const municipality = await readMunicipality(app, input.municipalityId)
  if (!may(viewer, 'practice.write', municipality ? placesOf(municipality) : [])) return err('forbidden')
  if (!municipality) return err('practice.place')
  const { id: municipalityId } = municipality
  return app.store.write(async tx => {
    const row = await practiceById(tx, input.practiceId)
    if (!row) return err('practice.unknown')
    const [before, at] = [await adoptionOf(tx, row.id, municipalityId), app.now()]
    const { state, adoptedOn } = input
    const allowed = mayAdopt(row, { municipalityId, state, adoptedOn }, before?.state, dateInBishkek(at))
    if (!allowed.ok) return allowed
    await saveAdoption(tx, {
      ...{ id: app.newId(), practiceId: row.id, municipalityId, state, since: at, isDemo: input.isDemo ?? false },
      ...{ note: input.note?.trim() || null, adoptedOn: adoptedOn ?? null },
    })
    await touchPages(tx, at, ['practices', `municipality:${municipalityId}`])
    await recordAudit(tx, {
      ...{ at, actor: actorOf(viewer), action: `practice.${state}`, subject: { type: 'practice', id: row.id } },
      reason: state === 'wanted' ? 'wanted by a municipality' : 'adopted by a municipality',
      detail: { place: municipalityId, on: adoptedOn ?? null },
    })
    return ok()
  })
}

/** Takes back that a municipality wants or adopted a practice. */
export async function takeAdoptionBack(
  app: App,
  viewer: Viewer,
  input: { readonly practiceId: string; readonly municipalityId: string },
): Promise<Result<void, 'forbidden' | 'practice.place' | 'adoption.none'>> {
  const municipality = await readMunicipality(app, input.municipalityId)
  if (!may(viewer, 'practice.write', municipality ? placesOf(municipality) : [])) return err('forbidden')
  if (!municipality) return err('practice.place')
  return app.store.write(async tx => {
    if (!(await deleteAdoption(tx, input.practiceId, municipality.id))) return err('adoption.none')
    const at = app.now()
    await touchPages(tx, at, ['practices', `municipality:${municipality.id}`])
    await recordAudit(tx, {
      ...{ at, actor: actorOf(viewer), action: 'practice.adoptionTakenBack' },
      ...{ subject: { type: 'practice', id: input.practiceId }, reason: 'taken back by its office' },
      detail: { place: municipality.id },
    })
    return ok()
  })
}
