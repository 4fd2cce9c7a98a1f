import type { App } from '#src/app.ts'
import type { Cycle } from './rules/cycle.ts'
import type { Frozen } from './rules/frozen.ts'
import { selectCycles, selectFrozen } from './store/cycles.ts'

/** A cycle by its id, in whatever state; pages show residents only what is not a draft. */
export async function readCycle(app: App, id: string): Promise<Cycle | undefined> {
  const [cycle] = await selectCycles(app.store.read, [id])
  return cycle
}

/** What was frozen of a cycle when voting opened, and its amendments, the latest first; none before. */
export const readFrozen = (app: App, cycleId: string): Promise<Frozen[]> => selectFrozen(app.store.read, cycleId)
