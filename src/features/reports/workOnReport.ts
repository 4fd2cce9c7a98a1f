import { keepFile } from '#features/documents/keepFile.ts'
import { readUpload } from '#features/documents/readUpload.ts'
import type { KeptFile } from '#features/documents/rules/upload.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { errs, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { correctReport, takeFileAway } from './correctReport.ts'
import { discardReport } from './discardReport.ts'
import type { ReportPosted } from './forms/reportForm.ts'
import { handToReview } from './handToReview.ts'
import { publishReport } from './publishReport.ts'
import { readOfficeReport } from './readOfficeReports.ts'
import { saveReport } from './saveReport.ts'
import { sendBack } from './sendBack.ts'
import { withdrawReport } from './withdrawReport.ts'

/**
 * What a report's form asks for with the button that was pressed. Every button that keeps the text keeps a chosen file as
 * well, so that nothing is typed or chosen twice.
 */
export async function workOnReport(
  app: App,
  viewer: Viewer,
  id: string,
  posted: ReportPosted,
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const { button, version, content } = posted
  if (button === 'discard') return discardReport(app, viewer, { id, version })
  if (button === 'withdraw') return withdrawReport(app, viewer, { id, version, reason: posted.withdrawReason })
  if (button === 'sendBack') return sendBack(app, viewer, { id, version, note: posted.note })
  const file = await keptFile(app, viewer, id, posted.file)
  if (!file.ok) return file
  const edit = { id, version, content, file: file.value }
  switch (button) {
    case 'save':
      return saveReport(app, viewer, edit)
    case 'handToReview':
      return handToReview(app, viewer, edit)
    case 'publish':
      return publishReport(app, viewer, edit)
    case 'schedule':
      return publishReport(app, viewer, { ...edit, publishAt: posted.publishAt })
    case 'correct':
      return correctReport(app, viewer, { ...edit, reason: posted.reason })
    default:
      return removeFile(app, viewer, { ...edit, reason: posted.reason, remove: button.slice('remove:'.length) })
  }
}

/** A file that everybody reads is taken away by a correction, any other one with the next save. */
async function removeFile(app: App, viewer: Viewer, edit: Parameters<typeof takeFileAway>[2]) {
  const work = await readOfficeReport(app, viewer, edit.id)
  if (!work.ok) return work
  const isOpen = work.value.documents.some(one => one.id === edit.remove && one.isPublished)
  return work.value.state === 'published' && isOpen ? takeFileAway(app, viewer, edit) : saveReport(app, viewer, edit)
}

/** A chosen file, checked and kept; only for who may see the office, so that nobody else makes the server read files. */
async function keptFile(app: App, viewer: Viewer, id: string, file: File | undefined): Promise<Result<KeptFile | undefined>> {
  if (!file) return ok(undefined)
  const mayRead = await readOfficeReport(app, viewer, id)
  if (!mayRead.ok) return mayRead
  const checked = await readUpload(app, file)
  if (!checked.ok) return errs(checked.refusals.map(one => ({ ...one, path: 'file' })))
  return ok(await keepFile(app, checked.value))
}
