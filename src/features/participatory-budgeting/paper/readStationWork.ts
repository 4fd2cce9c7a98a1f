import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { ok, type Result } from '#platform/result.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { type OfficePaper, type OfficeStation, officePaper, officeStation, rulesFor, type Which } from './officeStation.ts'
import { batchesOf, type Batch } from './rules/batches.ts'
import {
  type Entry,
  isSettled,
  MOST_NUMBER,
  nextNumber,
  numberedProjects,
  type Outcome,
  outcomeOf,
  type Progress,
  progressOf,
  standings,
} from './rules/keying.ts'
import { type Gap, gapsOf, printedCount, type Station, whyNotKeyed, isBeforeItsDay, opensOn } from './rules/station.ts'
import { selectEntries } from './store/entries.ts'

export const NO_PROGRESS: Progress = { keyed: 0, once: 0, differ: 0, valid: 0, blank: 0, spoiled: 0 }

interface May {
  readonly prepare: boolean
  readonly key: boolean
}

/** A ballot whose keyings differ; both are shown to a third person only. */
export interface Difference {
  readonly number: number
  readonly both: readonly [Seen, Seen] | undefined
}
interface Seen {
  readonly entry: Entry
  readonly outcome: Outcome
}

/** One polling point at work, as far as who looks may see it. */
export interface StationWork extends OfficeStation {
  /** The day before which nothing is keyed or written into the protocol; undefined once it has come. */
  readonly opensOn: IsoDate | undefined
  readonly projects: ReturnType<typeof numberedProjects>
  readonly progress: Progress
  readonly gaps: readonly Gap[]
  readonly batches: readonly Batch[]
  readonly whyNotKeyed: ReturnType<typeof whyNotKeyed>
  /** Highest number a ballot can have. */
  readonly last: number
  /** Numbers that who looks need not key: theirs, and those keyed twice. */
  readonly done: readonly number[]
  /** How many they keyed. */
  readonly mine: number
  readonly next: number | undefined
  /** What they keyed under the number asked for, and what it counts as. */
  readonly kept: Seen | undefined
  readonly differences: readonly Difference[]
  readonly scans: readonly AttachedDocument[]
  readonly may: May
}

const mayOf = (viewer: Viewer, { municipality }: OfficePaper): May => ({
  prepare: may(viewer, 'paper.prepare', placesOf(municipality)),
  key: may(viewer, 'paper.key', placesOf(municipality)),
})

/** The workplace of a polling point; `after` is the number just keyed. Nobody sees what another keyed, but who may settle it. */
export async function readStationWork(
  app: App,
  viewer: Viewer,
  which: Which,
  after?: number,
): Promise<Result<StationWork, 'cycle.unknown' | 'station.unknown' | 'forbidden'>> {
  const found = await officeStation(app, viewer, which, 'office.read')
  if (!found.ok) return found
  const { cycle, station, frozen } = found.value
  const rules = rulesFor(frozen, station.areaId)
  const [entries, documents] = await Promise.all([
    selectEntries(app.store.read, [station.id]),
    readDocuments(app, 'pbStation', [station.id]),
  ])
  const [me, allowed] = [actorOf(viewer), mayOf(viewer, found.value)]
  const progress = rules ? progressOf(entries, rules) : NO_PROGRESS
  const last = station.figures?.inUrn ?? MOST_NUMBER
  const mine = entries.filter(one => one.keyedBy === me && one.entry < 3)
  const kept = mine.find(one => one.number === after)
  const full = entries.filter(one => one.entry === 2).map(one => one.number)
  const { figures } = station
  const [early, from] = [isBeforeItsDay(station, cycle.phases, app.now()), opensOn(station, cycle.phases)]
  const keyedWhole = progress.keyed > 0 && isSettled(progress)
  return ok({
    ...found.value,
    projects: numberedProjects(frozen, station.areaId),
    progress,
    // While ballots wait to be keyed, that fewer are keyed than were in the urn is no fault yet.
    gaps: figures ? gapsOf(figures, printedCount(station), keyedWhole ? progress.keyed : undefined) : [],
    batches: station.serials ? batchesOf(station.serials) : [],
    whyNotKeyed: whyNotKeyed(station, cycle.phases, rules !== undefined, app.now()),
    opensOn: early ? from : undefined,
    ...{ last, done: [...new Set([...mine.map(one => one.number), ...full])], mine: mine.length },
    next: nextNumber(entries, me, last, after),
    kept: kept && rules && { entry: kept, outcome: outcomeOf(kept, rules) },
    differences: rules && allowed.key ? differing(entries, rules, me) : [],
    scans: documents.get(station.id) ?? [],
    may: allowed,
  })
}

const differing = (entries: readonly Entry[], rules: Parameters<typeof outcomeOf>[1], me: string): Difference[] =>
  standings(entries, rules)
    .filter(one => one.standing.state === 'differs')
    .map(({ number, entries: [first, second] }) => {
      if (!first || !second) throw new Error('a difference without two keyings')
      const seen = (entry: Entry): Seen => ({ entry, outcome: outcomeOf(entry, rules) })
      const own = first.keyedBy === me || second.keyedBy === me
      return { number, both: own ? undefined : ([seen(first), seen(second)] as const) }
    })

export type StationState = 'preparing' | 'keying' | 'differences' | 'settled' | 'signed'
export interface PaperWork extends OfficePaper {
  readonly rows: readonly { readonly station: Station; readonly progress: Progress; readonly state: StationState }[]
  readonly may: May
}

/** All polling points of a cycle and how far each is. */
export async function readPaperWork(
  app: App,
  viewer: Viewer,
  cycleId: string,
): Promise<Result<PaperWork, 'cycle.unknown' | 'forbidden'>> {
  const found = await officePaper(app, viewer, cycleId, 'office.read')
  if (!found.ok) return found
  const { stations, frozen } = found.value
  const ids = stations.map(one => one.id)
  const entries = await selectEntries(app.store.read, ids)
  const rows = stations.map(station => {
    const rules = rulesFor(frozen, station.areaId)
    const its = entries.filter(one => one.stationId === station.id)
    const progress = rules ? progressOf(its, rules) : NO_PROGRESS
    return { station, progress, state: stateOf(station, progress) }
  })
  return ok({ ...found.value, rows, may: mayOf(viewer, found.value) })
}

export function stateOf({ signedAt, figures }: Pick<Station, 'signedAt' | 'figures'>, progress: Progress): StationState {
  if (signedAt) return 'signed'
  if (progress.differ > 0) return 'differences'
  if (progress.keyed === 0) return 'preparing'
  return progress.once > 0 || figures === undefined || progress.keyed < figures.inUrn ? 'keying' : 'settled'
}
