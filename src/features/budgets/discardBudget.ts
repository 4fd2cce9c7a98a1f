import { recordAudit } from '#features/audit/recordAudit.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { openPrepared, type Which } from './openPrepared.ts'
import { updateUpload } from './store/uploads.ts'

/** Gives up a prepared budget; nothing of it was public. Refused where somebody changed it meanwhile or it is over. */
export async function discardBudget(
  app: App,
  viewer: Viewer,
  which: Which & { readonly version: number },
): Promise<Result<void>> {
  const opened = await openPrepared(app, viewer, 'budget.prepare', which)
  if (!opened.ok) return opened
  const { row } = opened.value
  if (row.state === 'published' || row.state === 'discarded') return err('prepared.over')
  const [now, actor] = [app.now(), actorOf(viewer)]
  return app.store.write(async tx => {
    const change = { state: 'discarded' as const, leaseUntil: null, changedAt: now, changedBy: actor }
    if (!(await updateUpload(tx, which, change))) return err('edited.meanwhile')
    await recordAudit(tx, {
      at: now,
      actor,
      action: 'budget.discarded',
      subject: { type: 'budgetUpload', id: row.id },
      reason: 'a prepared budget was given up',
      detail: { municipality: row.municipalityId, year: row.year, stage: row.stage },
    })
    return ok()
  })
}
