import type { Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type OfficeCycle, officeCycle } from '../cycles/officeCycle.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import type { Frozen } from '../cycles/rules/frozen.ts'
import type { PaperRules } from './rules/keying.ts'
import type { Station } from './rules/station.ts'
import { selectStations } from './store/stations.ts'

/** A polling point by its number within a cycle. */
export interface Which {
  readonly cycle: string
  readonly station: number
}

export interface OfficePaper extends OfficeCycle {
  readonly stations: readonly Station[]
  /** The latest first; none before voting opened. */
  readonly frozen: readonly Frozen[]
}
export interface OfficeStation extends OfficePaper {
  readonly station: Station
}

/** What the office's work with paper needs of a cycle; refuses `cycle.unknown` and `forbidden`. */
export async function officePaper(
  app: App,
  viewer: Viewer,
  cycleId: string,
  permission: Permission,
): Promise<Result<OfficePaper, 'cycle.unknown' | 'forbidden'>> {
  const found = await officeCycle(app, viewer, cycleId, permission)
  if (!found.ok) return found
  const [stations, frozen] = [await selectStations(app.store.read, cycleId), await readFrozen(app, cycleId)]
  return ok({ ...found.value, stations, frozen })
}

/** The same with one polling point; refuses `station.unknown` as well. */
export async function officeStation(
  app: App,
  viewer: Viewer,
  which: Which,
  permission: Permission,
): Promise<Result<OfficeStation, 'cycle.unknown' | 'station.unknown' | 'forbidden'>> {
  const found = await officePaper(app, viewer, which.cycle, permission)
  if (!found.ok) return found
  const station = found.value.stations.find(one => one.number === which.station)
  return station ? ok({ ...found.value, station }) : err('station.unknown')
}

/** What the ballots of a polling point are judged by; undefined before voting opened. */
export function rulesFor([latest, ...before]: readonly Frozen[], areaId: string): PaperRules | undefined {
  return latest && { content: latest.content, earlier: before.map(one => one.content), areaId }
}
