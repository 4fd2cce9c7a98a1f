import { readCycles } from '#features/participatory-budgeting/cycles/readCycles.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { openVoting } from '#features/participatory-budgeting/ballots/openVoting.ts'
import type { App } from '#src/app.ts'

/** Opens the vote of the demo's cycles where it has begun, at the minute it began; those without projects stay as they are. */
export async function seedDemoVoting(app: App): Promise<void> {
  for (const cycle of await readCycles(app, { state: 'published' })) {
    const begins = phaseOf(cycle.phases, 'voting')?.startsAt
    if (cycle.isDemo && begins && begins <= app.now()) await openVoting({ ...app, now: () => begins }, cycle.id)
  }
}
