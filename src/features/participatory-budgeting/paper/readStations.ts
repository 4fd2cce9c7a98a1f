import type { App } from '#src/app.ts'
import type { Station } from './rules/station.ts'
import { selectStations } from './store/stations.ts'

/** Where people vote on paper in a cycle, for everybody: nothing of what is counted. */
export async function readStations(app: App, cycleId: string): Promise<StationShown[]> {
  const stations = await selectStations(app.store.read, cycleId)
  return stations.map(({ id, areaId, number, name, address, day, hours }) => ({ id, areaId, number, name, address, day, hours }))
}
export type StationShown = Pick<Station, 'id' | 'areaId' | 'number' | 'name' | 'address' | 'day' | 'hours'>
