import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexCycle } from './cycleDocuments.ts'
import { closeCycleChange, officeCycle } from './officeCycle.ts'
import { publishable } from './rules/publishable.ts'
import { updateCycle } from './store/cycles.ts'

/**
 * Makes a draft public, after checking it whole: money, areas, dates still ahead, rules that can be counted and keep the secret.
 * Refuses everything that is wrong at once.
 */
export async function publishCycle(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number },
): Promise<Result<void>> {
  const found = await officeCycle(app, viewer, asked.id, 'cycle.publish')
  if (!found.ok) return found
  const { cycle } = found.value
  if (cycle.state !== 'draft') return err('cycle.notDraft')
  const at = app.now()
  const wrong = publishable(cycle, at)
  if (wrong.length > 0) return errs(wrong)
  return app.store.write(async (tx): Promise<Result<void>> => {
    const changes = { state: 'published', publishedAt: at, changedAt: at } as const
    if (!(await updateCycle(tx, { id: cycle.id, version: asked.version }, changes))) return err('edited.meanwhile')
    await indexCycle(tx, { ...cycle, ...changes })
    await closeCycleChange(tx, viewer, cycle, { at, action: 'cycle.published', reason: 'the cycle is announced' })
    return ok()
  })
}
