import type { App } from '#src/app.ts'
import { type CycleFrameData, readPublicCycle } from '../cycles/readCycleFrame.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { readVoting, type Voting } from './readVoting.ts'

export interface VotePageData {
  readonly cycle: Cycle
  readonly frame: CycleFrameData
  readonly voting: Voting
}

/** A cycle that residents may see, and how its vote stands; opens the vote where its time has come. */
export async function readVotePage(app: App, id: string): Promise<VotePageData | undefined> {
  const cycle = await readCycle(app, id)
  if (!cycle?.publishedAt) return undefined
  // Opening comes first, so that the frame knows what was frozen.
  const voting = await readVoting(app, cycle)
  const found = await readPublicCycle(app, id)
  return found && { ...found, voting }
}
