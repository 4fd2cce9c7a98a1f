import { withdrawDocuments } from '#features/documents/publishDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dropDocuments } from '#features/search/indexDocuments.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport } from './changeReport.ts'

/**
 * Takes a published report back for good: its text and files are closed, its page stays with title, dates and the reason.
 * Without a reason it is refused as `report.reason.required`.
 */
export const withdrawReport = (
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Result<{ readonly id: string; readonly version: number }>> => {
  const reason = input.reason.trim()
  return changeReport(app, viewer, input, { act: 'withdraw', permission: 'report.publish' }, ({ report, at }) => {
    if (reason === '') return err('report.reason.required', { path: 'withdrawReason' })
    return ok({
      set: { state: 'withdrawn', withdrawnAt: at, withdrawnReason: reason, changedAt: at },
      also: async tx => {
        await withdrawDocuments(app, tx, 'report', report.id)
        await dropDocuments(tx, 'report', [report.id])
      },
      action: 'report.withdrawn',
      reason,
      isSeen: true,
    })
  })
}
