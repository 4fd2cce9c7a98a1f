import { PERMISSIONS } from '#features/identity/rules/permissions.ts'
import type { Role, Viewer } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'
import { listMunicipalities } from './listMunicipalities.ts'
import { readUnitsWithin } from './readUnitsWithin.ts'
import type { Municipality } from './rules/unit.ts'

/** Whose offices somebody may open: named ones, or those of the whole country. */
export type OfficePlaces =
  { readonly everywhere: true } | { readonly everywhere: false; readonly places: readonly Municipality[] }

/**
 * The municipalities whose office this viewer may read, by address; for a role held in an oblast all of its municipalities.
 * Those that stand no more are left out. Nothing for who holds no role of an office.
 */
export async function readOfficePlaces(app: App, viewer: Viewer): Promise<OfficePlaces> {
  if (viewer.kind === 'visitor') return { everywhere: false, places: [] }
  if (viewer.kind !== 'account') return { everywhere: true }
  const roles: readonly Role[] = PERMISSIONS['office.read']
  const grants = viewer.grants.filter(grant => roles.includes(grant.role))
  if (grants.some(grant => grant.unitId === undefined)) return { everywhere: true }
  const within = await Promise.all(grants.map(grant => readUnitsWithin(app, grant.unitId ?? '')))
  const ids = new Set(within.flat())
  if (ids.size === 0) return { everywhere: false, places: [] }
  const { items } = await listMunicipalities(app, { limit: 1000 })
  return { everywhere: false, places: items.filter(one => ids.has(one.id)) }
}
