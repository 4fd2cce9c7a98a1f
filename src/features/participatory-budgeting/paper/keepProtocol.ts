import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import { officeStation, rulesFor, type Which } from './officeStation.ts'
import { isSettled, progressOf } from './rules/keying.ts'
import { type Figures, gapsOf, isBeforeItsDay, printedCount } from './rules/station.ts'
import { selectEntries } from './store/entries.ts'
import { isAnnounced, lockStation, updateStation } from './store/stations.ts'

/**
 * Writes what was counted by hand at a polling point. Sums that do not fit are kept as they are, but a remark has to say
 * why (`paper.remarkNeeded`). Refused before the polling point's day: nothing is counted yet.
 */
export async function keepProtocol(
  app: App,
  viewer: Viewer,
  asked: Which & { readonly version: number; readonly figures: Figures; readonly remarks?: string | undefined },
): Promise<Result<void>> {
  const found = await officeStation(app, viewer, asked, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, station } = found.value
  const { figures, remarks } = asked
  if (station.signedAt) return err('paper.signed')
  if (isBeforeItsDay(station, cycle.phases, app.now())) return err('paper.protocolEarly')
  if (gapsOf(figures, printedCount(station), undefined).length > 0 && !remarks)
    return err('paper.remarkNeeded', { path: 'remarks' })
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    const entries = await selectEntries(tx, [station.id])
    const highest = Math.max(0, ...entries.map(one => one.number))
    if (figures.inUrn < highest) return err('paper.urnBelowKeyed', { path: 'inUrn', values: { number: highest } })
    if (!(await updateStation(tx, { id: station.id, version: asked.version }, { ...figures, remarks: remarks ?? null })))
      return err('edited.meanwhile')
    await closeCycleChange(tx, viewer, cycle, {
      at,
      action: 'paper.protocolKept',
      reason: 'ballots were counted by hand',
      detail: { station: station.number, ...figures },
    })
    return ok()
  })
}

/**
 * The members sign the protocol of a polling point: nothing of it changes from then on. Refused while figures are missing,
 * none of the ballots in the urn is keyed, keyings wait for another, or numbers do not fit without a remark.
 */
export async function signProtocol(
  app: App,
  viewer: Viewer,
  asked: Which & { readonly version: number; readonly names: readonly string[] },
): Promise<Result<void>> {
  const found = await officeStation(app, viewer, asked, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, station, frozen } = found.value
  const rules = rulesFor(frozen, station.areaId)
  if (!rules) return err('paper.notFrozen')
  const needed = cycle.rules.publish.signatures
  if (asked.names.length < needed) return err('paper.namesFew', { path: 'names', values: { needed } })
  const at = app.now()
  if (isBeforeItsDay(station, cycle.phases, at)) return err('paper.protocolEarly')
  return app.store.write(async (tx): Promise<Result<void>> => {
    const now = await lockStation(tx, station.id)
    if (!now) return err('station.unknown')
    if (now.signedAt) return err('paper.signed')
    if (!now.figures) return err('paper.figuresMissing')
    const progress = progressOf(await selectEntries(tx, [station.id]), rules)
    if (progress.keyed === 0 && now.figures.inUrn > 0) return err('paper.nothingKeyed', { values: { count: now.figures.inUrn } })
    if (!isSettled(progress)) return err('paper.unsettled', { values: { once: progress.once, differ: progress.differ } })
    if (gapsOf(now.figures, printedCount(now), progress.keyed).length > 0 && !now.remarks)
      return err('paper.remarkNeeded', { path: 'remarks' })
    const signed = { signedBy: [...asked.names], signedAt: at }
    if (!(await updateStation(tx, { id: station.id, version: asked.version }, signed))) return err('edited.meanwhile')
    const { valid, blank, spoiled } = progress
    const detail = { station: station.number, valid, blank, spoiled, members: asked.names.length }
    await closeCycleChange(tx, viewer, cycle, { at, action: 'paper.protocolSigned', reason: 'the commission signed', detail })
    return ok()
  })
}

/** Opens a signed protocol again, for a mistake found before the result is announced; the trail keeps the reason. */
export async function reopenProtocol(
  app: App,
  viewer: Viewer,
  asked: Which & { readonly version: number; readonly reason: string },
): Promise<Result<void>> {
  const found = await officeStation(app, viewer, asked, 'paper.prepare')
  if (!found.ok) return found
  const { cycle, station } = found.value
  if (!station.signedAt) return err('paper.notSigned')
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (await isAnnounced(tx, cycle.id)) return err('paper.announced')
    if (!(await updateStation(tx, { id: station.id, version: asked.version }, { signedBy: [], signedAt: null })))
      return err('edited.meanwhile')
    const detail = { station: station.number }
    await closeCycleChange(tx, viewer, cycle, { at, action: 'paper.protocolReopened', reason: asked.reason, detail })
    return ok()
  })
}
