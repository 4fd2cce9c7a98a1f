import type { Viewer } from '#features/identity/rules/viewer.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport, type ReportEdit } from './changeReport.ts'
import { publishable } from './rules/content.ts'
import { tellColleagues } from './tellColleagues.ts'
import { templateBodies } from './templates.ts'

/** Hands a draft to who publishes, with what was typed; they are mailed. It must be complete by then; refuses what `publishable` misses. */
export const handToReview = (
  app: App,
  viewer: Viewer,
  edit: ReportEdit,
): Promise<Result<{ readonly id: string; readonly version: number }>> =>
  changeReport(app, viewer, edit, { act: 'handToReview', permission: 'report.write' }, changing => {
    const { content } = changing
    const complete = publishable(content, templateBodies(content.type))
    if (!complete.ok) return complete
    return ok({
      set: { state: 'review', reviewNote: null },
      also: tx => tellColleagues(app, tx, changing, 'reportToReview'),
      action: 'report.handedToReview',
      reason: 'ready to be read',
    })
  })
