import { may, type Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'

/** A cycle for who may do this with its voters; refuses `cycle.unknown` and `forbidden`. */
export async function officeVoters(
  app: App,
  viewer: Viewer,
  cycleId: string,
  permission: Permission,
): Promise<Result<{ cycle: Cycle; municipality: Municipality }, 'cycle.unknown' | 'forbidden'>> {
  const cycle = await readCycle(app, cycleId)
  if (!cycle) return err('cycle.unknown')
  const municipality = await readMunicipality(app, cycle.municipalityId)
  if (!municipality) throw new Error('a cycle without its municipality')
  return may(viewer, permission, placesOf(municipality)) ? ok({ cycle, municipality }) : err('forbidden')
}
