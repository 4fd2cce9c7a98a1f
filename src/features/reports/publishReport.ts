import type { Viewer } from '#features/identity/rules/viewer.ts'
import { instantInBishkek } from '#platform/dates.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport, type ReportEdit } from './changeReport.ts'
import { publishRevision } from './publishRevision.ts'
import { checkPublishAt, publishable } from './rules/content.ts'
import { templateBodies } from './templates.ts'

/**
 * Publishes a report with what was typed: now, or by itself at `publishAt`. A publisher need not wait for a review. Languages
 * that nobody wrote are left out. Refuses what `publishable` misses, and an instant that is past or too far.
 */
export const publishReport = (
  app: App,
  viewer: Viewer,
  edit: ReportEdit & { readonly publishAt?: Date | undefined },
): Promise<Result<{ readonly id: string; readonly version: number }>> => {
  const { publishAt } = edit
  const act = publishAt ? 'schedule' : 'publish'
  return changeReport(
    app,
    viewer,
    edit,
    { act, permission: 'report.publish' },
    ({ report, municipality, content, actor, at }) => {
      const complete = publishable(content, templateBodies(content.type))
      if (!complete.ok) return complete
      if (publishAt) {
        const inTime = checkPublishAt(publishAt, at)
        if (!inTime.ok) return inTime
        return ok({
          set: { state: 'scheduled', publishAt, scheduledBy: actor, reviewNote: null },
          action: 'report.scheduled',
          reason: 'to be published by itself',
          detail: { at: instantInBishkek(publishAt) },
        })
      }
      return ok({
        set: { state: 'published', publishAt: null, scheduledBy: null, reviewNote: null },
        also: tx => publishRevision(app, tx, report, municipality, complete.value, { at, by: actor }),
        action: 'report.published',
        reason: 'for everybody to read',
        isSeen: true,
      })
    },
  )
}
