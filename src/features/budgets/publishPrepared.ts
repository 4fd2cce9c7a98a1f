import type { Viewer } from '#features/identity/rules/viewer.ts'
import { actorOf } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { assemblePrepared } from './assemblePrepared.ts'
import { keepBudget } from './keepBudget.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import type { Budget } from './rules/budget.ts'
import { updateUpload } from './store/uploads.ts'

/**
 * Publishes a prepared budget as the next version of its stage, with the municipality's explanations beside its findings.
 * Refused as long as findings are open, and where somebody changed it after the viewer looked.
 */
export async function publishPrepared(
  app: App,
  viewer: Viewer,
  which: Which & { readonly version: number },
): Promise<Result<Budget>> {
  const opened = await openPrepared(app, viewer, 'budget.import', which)
  if (!opened.ok) return opened
  const { municipality, row } = opened.value
  if (row.state === 'published' || row.state === 'discarded') return err('prepared.over')
  if (row.version !== which.version) return err('edited.meanwhile')
  if (row.state !== 'read') return err('prepared.notReady')
  if (row.openCount > 0) return err('findings.open', { values: { count: row.openCount } })
  const budget = await assemblePrepared(app, municipality, row)
  return keepBudget(app, viewer, municipality, budget, {
    original: { key: row.fileKey, sha256: row.sha256 },
    again: true,
    reason: 'a prepared budget was published',
    also: async tx => {
      const change = {
        state: 'published' as const,
        budgetId: budget.id,
        changedAt: budget.importedAt,
        changedBy: actorOf(viewer),
      }
      return (await updateUpload(tx, which, change)) ? ok() : err('edited.meanwhile')
    },
  })
}
