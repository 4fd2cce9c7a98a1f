import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { readTurnout } from './readTurnout.ts'
import type { Batch } from './rules/batch.ts'
import { type CodeTotals, codeTotals } from './rules/codeTotals.ts'
import type { Listed } from './rules/localRoll.ts'
import type { Turnout } from './rules/turnout.ts'
import { selectBatches, selectSerials } from './store/codes.ts'
import { countByArea, searchRoll, selectRoll } from './store/localRoll.ts'

/** What the office sees of a cycle's voters: batches, the roll in numbers, and the turnout as of last night. */
export interface VotersOverview {
  readonly batches: readonly Batch[]
  readonly onRoll: ReadonlyMap<string, number>
  readonly turnout: Turnout | undefined
  readonly totals: readonly CodeTotals[]
}
export async function readVoters(app: App, cycle: Cycle): Promise<VotersOverview> {
  const [batches, onRoll, turnout] = await Promise.all([
    selectBatches(app.store.read, cycle.id),
    countByArea(app.store.read, cycle.id),
    readTurnout(app, cycle.id),
  ])
  return { batches, onRoll, turnout, totals: codeTotals(cycle.areas, batches, onRoll) }
}

const MOST_FOUND = 20

/** People of the local roll for a polling point: by number, or by the words of a name; at most twenty. */
export async function findInRoll(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly query: string },
): Promise<Result<{ readonly people: readonly Listed[]; readonly more: boolean }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.check')
  if (!found.ok) return found
  const query = asked.query.trim().slice(0, 100)
  if (query === '') return ok({ people: [], more: false })
  const people = await searchRoll(app.store.read, asked.cycleId, query, MOST_FOUND + 1)
  return ok({ people: people.slice(0, MOST_FOUND), more: people.length > MOST_FOUND })
}

/** The whole roll of an area with its marks, to print and work from without a network. */
export async function readMarkedRoll(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly areaId?: string | undefined },
): Promise<Result<{ cycle: Cycle; municipality: Municipality; people: readonly Listed[] }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.check')
  if (!found.ok) return found
  const people = await selectRoll(app.store.read, asked.cycleId, asked.areaId)
  return people.length > 0 ? ok({ ...found.value, people }) : err('roll.empty')
}

/** The serials of a batch, for the list that is signed when codes are handed out. Codes are not in it. */
export async function readHandOut(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly batchId: string },
): Promise<Result<{ cycle: Cycle; municipality: Municipality; batch: Batch; serials: readonly string[] }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'voters.issue')
  if (!found.ok) return found
  const batch = (await selectBatches(app.store.read, asked.cycleId)).find(one => one.id === asked.batchId)
  if (!batch) return err('code.batchUnknown')
  return ok({ ...found.value, batch, serials: await selectSerials(app.store.read, asked.cycleId, batch.id) })
}
