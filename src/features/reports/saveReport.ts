import { removeDocument } from '#features/documents/publishDocuments.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport, type ReportEdit } from './changeReport.ts'

/**
 * Keeps what was typed, and a chosen file, in the working copy; what everybody reads stays as it is. `remove` takes away an
 * attachment that nobody but the office sees; one of a published report is a matter for `takeFileAway`. Refuses as
 * `changeReport`; `edited.meanwhile` where somebody else saved since.
 */
export async function saveReport(
  app: App,
  viewer: Viewer,
  edit: ReportEdit & { readonly remove?: string | undefined },
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const files = edit.remove ? ((await readDocuments(app, 'report', [edit.id])).get(edit.id) ?? []) : []
  const isOpen = files.some(one => one.id === edit.remove && one.isPublished)
  return changeReport(app, viewer, edit, { act: 'save', permission: 'report.write' }, ({ report }) => {
    if (isOpen && report.state === 'published') return err('report.reason.required', { path: 'reason' })
    return ok({
      set: {},
      also: async tx => {
        if (edit.remove) await removeDocument(app, tx, { ownerType: 'report', ownerId: report.id, id: edit.remove })
      },
      action: 'report.saved',
      reason: edit.remove ? 'an attachment was taken away' : 'the office goes on writing',
    })
  })
}
