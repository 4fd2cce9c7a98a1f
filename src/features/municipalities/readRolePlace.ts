import type { RolePlace } from '#features/identity/rules/granting.ts'
import type { App } from '#src/app.ts'
import { readMunicipality } from './readMunicipality.ts'
import { readUnit } from './readUnit.ts'
import { type Municipality, placesOf } from './rules/unit.ts'

/** A municipality as a role is held for it. */
export const rolePlaceOf = (municipality: Municipality): RolePlace => ({ ...municipality, within: placesOf(municipality) })

/** The municipality, oblast or other unit that an address part, an id or a SOATE code names, for a role that is held there. */
export async function readRolePlace(app: App, key: string): Promise<RolePlace | undefined> {
  const municipality = await readMunicipality(app, key)
  if (municipality) return rolePlaceOf(municipality)
  const unit = await readUnit(app, key)
  return unit && { ...unit, within: [unit.id] }
}
