import type { Writing } from '#db/store.ts'
import { touchPages } from '#db/touchPages.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { attachDocument } from '#features/documents/attachDocument.ts'
import type { KeptFile } from '#features/documents/rules/upload.ts'
import { may, type Permission } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type ReportContent, yearOf } from './rules/report.ts'
import { checkAct, type ReportAct } from './rules/state.ts'
import { findContent, findReport, putRevision, type ReportRow, updateReport } from './store/reports.ts'

/** What the form of a report carries, whichever of its buttons was pressed. */
export interface ReportEdit {
  readonly id: string
  /** The version that was seen when the form was shown. */
  readonly version: number
  /** What stands in the form; undefined leaves the working copy as it is. */
  readonly content?: ReportContent | undefined
  /** A file that was chosen in it, checked and kept. */
  readonly file?: KeptFile | undefined
}

/** A report that is being changed: as it was, whose it is, its working copy as it is now, who acts and when. */
export interface Changing {
  readonly report: ReportRow
  readonly municipality: Municipality
  readonly content: ReportContent
  readonly actor: string
  readonly at: Date
}

type ReportChanges = Parameters<typeof updateReport>[2]
export interface Change {
  /** Columns of the report itself. */
  readonly set: ReportChanges
  /** Further rows: revisions, documents, the index of search, mail. */
  readonly also?: ((tx: Writing) => Promise<Result<void> | void>) | undefined
  readonly reason: string
  readonly action: string
  readonly detail?: Readonly<Record<string, string | number>> | undefined
  /** Whether public pages show something else now. */
  readonly isSeen?: boolean
}

/**
 * One act on a report, in one transaction: asks the permission for its municipality, holds the act against the state and the
 * version that was seen, keeps what the form carried, does what `decide` answers, and records it. Refuses `report.unknown`,
 * `forbidden`, `edited.meanwhile`, `report.state`, and whatever `decide` refuses.
 */
export async function changeReport(
  app: App,
  viewer: Viewer,
  edit: ReportEdit,
  how: { readonly act: ReportAct; readonly permission: Permission },
  decide: (changing: Changing) => Result<Change>,
): Promise<Result<{ readonly id: string; readonly version: number }>> {
  const report = await findReport(app.store.read, edit.id)
  const municipality = report && (await readMunicipality(app, report.municipalityId))
  if (!report || !municipality) return may(viewer, how.permission) ? err('report.unknown') : err('forbidden')
  if (!may(viewer, how.permission, placesOf(municipality))) return err('forbidden')
  const fits = checkAct(report, how.act, edit.version)
  if (!fits.ok) return fits
  const at = app.now()
  const actor = actorOf(viewer)
  const content = edit.content ?? (await findContent(app.store.read, report.id, 0))
  if (!content) throw new Error(`report ${report.id} without a working copy`)
  const decided = decide({ report, municipality, content, actor, at })
  if (!decided.ok) return decided
  const { set, also, action, reason, detail, isSeen } = decided.value
  return app.store.write(async tx => {
    const unpublished = report.firstPublishedAt === null
    const shown = unpublished ? { type: content.type, issuer: content.issuer, year: yearOf(content, dateInBishkek(at)) } : {}
    const kept = await updateReport(
      tx,
      { id: report.id, version: edit.version },
      { ...shown, editedAt: at, editedBy: actor, ...set },
    )
    if (!kept) return err('edited.meanwhile')
    if (edit.content) await putRevision(tx, report.id, 0, edit.content, { at, by: actor })
    if (edit.file) {
      const owner = { ownerType: 'report' as const, ownerId: report.id, municipalityId: municipality.id }
      const attached = await attachDocument(app, tx, { ...owner, kept: edit.file, by: actor })
      if (!attached.ok) return attached
    }
    const more = await also?.(tx)
    if (more && !more.ok) return more
    if (isSeen) await touchPages(tx, at, pagesOf(municipality.id))
    await recordAudit(tx, {
      ...{ at, actor, action, reason },
      subject: { type: 'report', id: report.id },
      detail: { municipality: municipality.id, version: edit.version + 1, ...(edit.file ? { attached: 1 } : {}), ...detail },
    })
    return ok({ id: report.id, version: edit.version + 1 })
  })
}

/** Tags of the pages that show a municipality's reports. */
export const pagesOf = (municipalityId: string): string[] => [
  `reports:${municipalityId}`,
  `municipality:${municipalityId}`,
  'country',
]
