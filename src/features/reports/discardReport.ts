import { removeDocument } from '#features/documents/publishDocuments.ts'
import { readDocuments } from '#features/documents/readDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { changeReport } from './changeReport.ts'
import { deleteReport } from './store/reports.ts'

/** Throws away a draft that was never published, with its files; the trail keeps that it was there. */
export async function discardReport(
  app: App,
  viewer: Viewer,
  input: { readonly id: string; readonly version: number },
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const files = (await readDocuments(app, 'report', [input.id])).get(input.id) ?? []
  return changeReport(app, viewer, input, { act: 'discard', permission: 'report.write' }, ({ report }) =>
    ok({
      set: {},
      also: async tx => {
        for (const { id } of files) await removeDocument(app, tx, { ownerType: 'report', ownerId: report.id, id })
        await deleteReport(tx, report.id)
      },
      action: 'report.discarded',
      reason: 'a draft that nobody needs',
    }),
  )
}
