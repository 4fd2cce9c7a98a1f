import { removeDocument } from '#features/documents/publishDocuments.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport, type ReportEdit } from './changeReport.ts'
import { publishRevision } from './publishRevision.ts'
import { publishable, sameContent } from './rules/content.ts'
import { findContent, findReport, markRevised, putRevision } from './store/reports.ts'
import { templateBodies } from './templates.ts'

/** What everybody reads now, and whether files wait to be read with it. Undefined where there is no report. */
async function standing(app: App, id: string) {
  const report = await findReport(app.store.read, id)
  const content = report && (await findContent(app.store.read, id, report.currentRevision))
  const files = (await readDocuments(app, 'report', [id])).get(id) ?? []
  return content && { content, filesWait: files.some(one => !one.isPublished) }
}

/**
 * Publishes a correction as a new revision; everybody reads why, and what it changed. Without a reason it is refused as
 * `report.reason.required`, and where nothing was changed as `report.unchanged`.
 */
export async function correctReport(
  app: App,
  viewer: Viewer,
  edit: ReportEdit & { readonly reason: string },
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const reason = edit.reason.trim()
  const now = await standing(app, edit.id)
  const how = { act: 'correct', permission: 'report.publish' } as const
  return changeReport(app, viewer, edit, how, ({ report, municipality, content, actor, at }) => {
    if (reason === '') return err('report.reason.required', { path: 'reason' })
    const complete = publishable(content, templateBodies(content.type))
    if (!complete.ok) return complete
    if (now && !now.filesWait && !edit.file && sameContent(now.content, complete.value)) return err('report.unchanged')
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

/**
 * Takes a file from everybody, which is a correction as well: a new revision with the reason. The text that everybody reads
 * stays as it is; what was typed is kept in the working copy. Refuses as `correctReport`, and `document.unknown`.
 */
export async function takeFileAway(
  app: App,
  viewer: Viewer,
  edit: ReportEdit & { readonly reason: string; readonly remove: string },
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const reason = edit.reason.trim()
  const now = await standing(app, edit.id)
  const how = { act: 'correct', permission: 'report.publish' } as const
  return changeReport(app, viewer, edit, how, ({ report, actor, at }) => {
    if (reason === '') return err('report.reason.required', { path: 'reason' })
    if (!now) throw new Error(`report ${report.id} without its published text`)
    const number = report.currentRevision + 1
    return ok({
      set: {},
      also: async tx => {
        if (!(await removeDocument(app, tx, { ownerType: 'report', ownerId: report.id, id: edit.remove })))
          return err('document.unknown')
        await putRevision(tx, report.id, number, now.content, { at, by: actor, reason })
        return markRevised(tx, report.id, { changedAt: at, currentRevision: number })
      },
      action: 'report.corrected',
      reason,
      detail: { revision: number, fileTakenAway: 1 },
      isSeen: true,
    })
  })
}
