import type { App } from '#src/app.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import type { VoteStanding } from './rules/proposal.ts'
import { selectOutcomes } from './store/proposals.ts'

/** Where proposals of a cycle stand once its ballot is settled: on it, and after the result funded or not. Others are not in it. */
export async function readStandings(app: App, cycleId: string): Promise<ReadonlyMap<string, VoteStanding>> {
  const [frozen] = await readFrozen(app, cycleId)
  const standings = new Map<string, VoteStanding>()
  for (const { id } of frozen?.content.projects ?? []) standings.set(id, 'onBallot')
  for (const { id, kind } of await selectOutcomes(app.store.read, cycleId)) standings.set(id, kind)
  return standings
}
