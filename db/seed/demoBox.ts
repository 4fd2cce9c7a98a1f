import { readCycles } from '#features/participatory-budgeting/cycles/readCycles.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { placeDemoKey } from '#features/participatory-budgeting/ballots/placeDemoKey.ts'
import type { App } from '#src/app.ts'

/**
 * Gives demo cycles that are voted on by code or eID, or were, the demo key, as rehearsed a week before the vote; those that are
 * not so far keep the step of making one.
 */
export async function seedDemoBox(app: App): Promise<void> {
  for (const cycle of await readCycles(app)) {
    const voting = phaseOf(cycle.phases, 'voting')
    const { code, eid } = cycle.rules.vote.channels
    if (!cycle.isDemo || !voting || !(code || eid) || voting.startsAt > app.now()) continue
    const before = new Date(voting.startsAt.getTime() - 7 * 86_400_000)
    const placed = await placeDemoKey({ ...app, now: () => before }, cycle.id)
    if (!placed.ok) throw new Error(`a demo key: ${placed.refusals[0].code}`)
  }
}
