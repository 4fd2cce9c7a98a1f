import type { App } from '#src/app.ts'
import type { FrozenProject } from '../cycles/rules/frozen.ts'
import { selectCycles } from '../cycles/store/cycles.ts'
import { ballotList } from './rules/ballotList.ts'
import { selectProposals } from './store/proposals.ts'
import { selectReviews } from './store/reviews.ts'

/**
 * What would stand on the ballot of a cycle if it were frozen now, sorted by id: listed, found eligible and feasible, released,
 * priced within its pot, and supported enough where the rules ask it. Prices in tyiyn.
 */
export async function readBallotProjects(app: App, cycleId: string): Promise<FrozenProject[]> {
  const { read } = app.store
  const [cycle] = await selectCycles(read, [cycleId])
  if (!cycle) return []
  const listed = await selectProposals(read, { cycleId, states: ['listed'] })
  const reviews = await selectReviews(
    read,
    listed.map(one => one.id),
  )
  const candidates = listed.map(proposal => ({ proposal, review: reviews.get(proposal.id) }))
  return ballotList(candidates, { areas: cycle.areas, supportNeeded: cycle.rules.support.needed })
}
