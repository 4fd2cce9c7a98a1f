import type { App } from '#src/app.ts'
import { findChildren, findUnitsById } from './store/units.ts'

/**
 * Ids of the municipalities at or under a unit, those that stand no more included: what was said to them still counts in
 * its raion and oblast. Empty for an unknown unit.
 */
export async function readUnitsWithin(app: App, unitId: string): Promise<string[]> {
  const within: string[] = []
  for (let level = await findUnitsById(app.store.read, [unitId]); level.length > 0;) {
    within.push(...level.filter(row => row.isMunicipality).map(row => row.id))
    level = await findChildren(
      app.store.read,
      level.map(row => row.id),
    )
  }
  return within
}
