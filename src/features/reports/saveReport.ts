import { removeDocument } from '#features/documents/publishDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport, type ReportEdit } from './changeReport.ts'

/**
 * Keeps what was typed, and a chosen file, in the working copy; what everybody reads stays as it is. `remove` takes an
 * attachment away. Refuses as `changeReport`; `edited.meanwhile` where somebody else saved since.
 */
export const saveReport = (
  app: App,
  viewer: Viewer,
  edit: ReportEdit & { readonly remove?: string | undefined },
): Promise<Result<{ readonly id: string; readonly version: number }>> =>
  changeReport(app, viewer, edit, { act: 'save', permission: 'report.write' }, ({ report }) =>
    ok({
      set: {},
      also: async tx => {
        if (edit.remove) await removeDocument(app, tx, { ownerType: 'report', ownerId: report.id, id: edit.remove })
      },
      action: 'report.saved',
      reason: edit.remove ? 'an attachment was taken away' : 'the office goes on writing',
      // A published report loses its attachment for everybody at once.
      isSeen: edit.remove !== undefined && report.state === 'published',
    }),
  )
