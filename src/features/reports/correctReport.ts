import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport, type ReportEdit } from './changeReport.ts'
import { publishRevision } from './publishRevision.ts'
import { publishable } from './rules/content.ts'
import { templateBodies } from './templates.ts'

/**
 * Publishes a correction as a new revision; everybody reads why, and what it changed. Without a reason it is refused as
 * `report.reason.required`.
 */
export const correctReport = (
  app: App,
  viewer: Viewer,
  edit: ReportEdit & { readonly reason: string },
): Promise<Result<{ readonly id: string; readonly version: number }>> => {
  const reason = edit.reason.trim()
  const how = { act: 'correct', permission: 'report.publish' } as const
  return changeReport(app, viewer, edit, how, ({ report, municipality, content, actor, at }) => {
    if (reason === '') return err('report.reason.required', { path: 'reason' })
    const complete = publishable(content, templateBodies(content.type))
    if (!complete.ok) return complete
    return ok({
      set: {},
      also: tx => publishRevision(app, tx, report, municipality, complete.value, { at, by: actor, reason }),
      action: 'report.corrected',
      reason,
      detail: { revision: report.currentRevision + 1 },
      isSeen: true,
    })
  })
}
