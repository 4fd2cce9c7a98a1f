import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import type { StationAsked } from './forms/paperForms.ts'
import { officePaper, officeStation, type Which } from './officeStation.ts'
import { stationFits } from './rules/station.ts'
import { countEntries } from './store/entries.ts'
import { deleteStation, insertStation, selectStations, updateStation } from './store/stations.ts'

/** Adds a polling point to a cycle, or changes one (`station` is its number, `version` the one that was seen). */
export async function saveStation(
  app: App,
  viewer: Viewer,
  asked: StationAsked & { readonly cycle: string; readonly station?: number | undefined; readonly version?: number | undefined },
): Promise<Result<{ number: number }>> {
  const found = await officePaper(app, viewer, asked.cycle, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, stations } = found.value
  if (!cycle.areas.some(one => one.id === asked.area)) return err('station.area', { path: 'area' })
  const before = asked.station === undefined ? undefined : stations.find(one => one.number === asked.station)
  if (asked.station !== undefined && !before) return err('station.unknown')
  if (before?.signedAt) return err('paper.signed')
  // Paper with these serials lies in a box somewhere.
  if (before?.printed.length && JSON.stringify(asked.serials) !== JSON.stringify(before.serials))
    return err('station.serialsPrinted', { path: 'lastSerial' })
  if (before?.printed.length && asked.area !== before.areaId) return err('station.serialsPrinted', { path: 'area' })
  const at = app.now()
  const { serials } = asked
  const row = {
    areaId: asked.area,
    ...{ name: asked.name, address: asked.address ?? null, day: asked.day ?? null, hours: asked.hours ?? null },
    ...{ firstSerial: serials?.first ?? null, lastSerial: serials?.last ?? null },
  }
  return app.store.write(async (tx): Promise<Result<{ number: number }>> => {
    // Read again inside: two polling points entered at once must not share a serial.
    const all = await selectStations(tx, cycle.id)
    const { code, eid } = cycle.rules.vote.channels
    const others = all.filter(one => one.number !== before?.number)
    const fits = stationFits(asked, { phases: cycle.phases, online: code || eid }, others)
    if (!fits.ok) return fits
    const number = before?.number ?? Math.max(0, ...all.map(one => one.number)) + 1
    if (before) {
      // What was keyed is numbered by the projects of its area.
      if (before.areaId !== asked.area && (await countEntries(tx, before.id)) > 0)
        return err('station.areaKeyed', { path: 'area' })
      const seen = { id: before.id, version: asked.version ?? before.version }
      if (!(await updateStation(tx, seen, row))) return err('edited.meanwhile')
    } else await insertStation(tx, { id: app.newId(), cycleId: cycle.id, number, ...row })
    await closeCycleChange(tx, viewer, cycle, {
      at,
      action: before ? 'paper.stationChanged' : 'paper.stationAdded',
      reason: 'people vote there on paper',
      detail: { number, area: asked.area, day: row.day, firstSerial: row.firstSerial, lastSerial: row.lastSerial },
    })
    return ok({ number })
  })
}

/** Takes a polling point away that nothing was keyed or counted for. */
export async function removeStation(app: App, viewer: Viewer, which: Which): Promise<Result<void>> {
  const found = await officeStation(app, viewer, which, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, station } = found.value
  if (station.signedAt || station.figures) return err('station.inUse')
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if ((await countEntries(tx, station.id)) > 0) return err('station.inUse')
    await deleteStation(tx, station.id)
    const detail = { number: station.number }
    await closeCycleChange(tx, viewer, cycle, { at, action: 'paper.stationRemoved', reason: 'nobody votes there', detail })
    return ok()
  })
}
