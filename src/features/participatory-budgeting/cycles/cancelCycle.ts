import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexCycle } from './cycleDocuments.ts'
import { closeCycleChange, officeCycle } from './officeCycle.ts'
import { votingEnded } from './rules/changing.ts'
import { updateCycle } from './store/cycles.ts'

/** Calls a cycle off, with a reason for everybody; a draft is put away in silence. What was voted on stands. */
export async function cancelCycle(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Result<void>> {
  const found = await officeCycle(app, viewer, asked.id, 'cycle.publish')
  if (!found.ok) return found
  const { cycle } = found.value
  const at = app.now()
  if (cycle.state === 'cancelled') return err('cycle.isCancelled')
  if (cycle.state === 'published' && votingEnded(cycle, at)) return err('cycle.votedAlready')
  return app.store.write(async (tx): Promise<Result<void>> => {
    const changes = { state: 'cancelled', cancelledAt: at, cancelReason: asked.reason, changedAt: at } as const
    if (!(await updateCycle(tx, { id: cycle.id, version: asked.version }, changes))) return err('edited.meanwhile')
    await indexCycle(tx, { ...cycle, ...changes })
    await closeCycleChange(tx, viewer, cycle, { at, action: 'cycle.cancelled', reason: asked.reason })
    return ok()
  })
}
