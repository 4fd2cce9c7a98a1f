import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { type Turnout, turnoutOf, type Urn, withUrns } from './rules/turnout.ts'
import { countRoll, keepCounted, selectCounted } from './store/turnout.ts'

const votingIsOver = (app: App, cycle: Cycle): boolean => app.now() >= (phaseOf(cycle.phases, 'voting')?.endsAt ?? app.now())
const count = async (app: App, cycle: Cycle, more: { readonly day?: string; readonly urns?: readonly Urn[] }): Promise<Turnout> =>
  turnoutOf(withUrns(await countRoll(app.store.read, cycle.id), more.urns ?? []), cycle.rules.publish, more.day)

/**
 * Who took part, small cells together. While people vote it is what was counted in the night before: a number that moved with
 * each ballot would tell who looks twice who voted between. Undefined before the first night, and for an unknown cycle. `urns` are
 * the ballots that came out of them, which the roll does not know of.
 */
export async function readTurnout(app: App, cycleId: string, urns: readonly Urn[] = []): Promise<Turnout | undefined> {
  const cycle = await readCycle(app, cycleId)
  if (!cycle) return undefined
  if (votingIsOver(app, cycle)) return count(app, cycle, { urns })
  return (await selectCounted(app.store.read, cycleId))?.content as Turnout | undefined
}

/** Counts a cycle's turnout for the day that begins, once a day; whether it did. */
export async function countTurnout(app: App, cycleId: string): Promise<boolean> {
  const cycle = await readCycle(app, cycleId)
  if (!cycle || votingIsOver(app, cycle)) return false
  const day = dateInBishkek(app.now())
  if ((await selectCounted(app.store.read, cycleId))?.day === day) return false
  const content = await count(app, cycle, { day })
  await app.store.write(tx => keepCounted(tx, { cycleId, day, content }))
  return true
}
