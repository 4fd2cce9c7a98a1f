import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readAccountNames } from '#features/identity/readAccountNames.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { ReportContent } from './rules/report.ts'
import type { ReportState } from './rules/state.ts'
import { countByState } from './store/published.ts'
import { findContent, findReport, type ReportRow, selectOfOffice, selectRevisions } from './store/reports.ts'
import { standingContents } from './summaries.ts'

/** A report as its office's list shows it. */
export interface OfficeReport {
  readonly id: string
  readonly state: ReportState
  readonly content: ReportContent
  readonly year: number
  readonly slug?: string | undefined
  readonly publishAt?: Date | undefined
  readonly firstPublishedAt?: Date | undefined
  readonly editedAt: Date
  /** Name of who saved last, where it is an account. */
  readonly editedBy?: string | undefined
  readonly reviewNote?: string | undefined
  readonly isDemo: boolean
}
/** All of a municipality's reports by state, and how many wait. */
export interface OfficeReports {
  readonly reports: readonly OfficeReport[]
  readonly counts: Readonly<Record<ReportState, number>>
}
/** One report with everything that its office works with. */
export interface OfficeReportWork extends OfficeReport {
  readonly municipalityId: string
  readonly version: number
  readonly revision: number
  readonly withdrawnReason?: string | undefined
  readonly documents: readonly AttachedDocument[]
  readonly history: readonly { readonly number: number; readonly at: Date; readonly by?: string; readonly reason?: string }[]
}

const MOST = 500

/** A municipality's reports, those edited last first: drafts, what waits for review, dates, published. Needs `office.read`. */
export async function readOfficeReports(app: App, viewer: Viewer, municipalityId: string): Promise<Result<OfficeReports>> {
  const municipality = await readMunicipality(app, municipalityId)
  if (!may(viewer, 'office.read', municipality ? placesOf(municipality) : [])) return err('forbidden')
  const [rows, counted] = await Promise.all([
    selectOfOffice(app.store.read, municipalityId, MOST),
    countByState(app.store.read, municipalityId),
  ])
  const [contents, names] = await Promise.all([
    standingContents(app, rows),
    readAccountNames(
      app,
      rows.map(row => row.editedBy),
    ),
  ])
  const counts = { draft: 0, review: 0, scheduled: 0, published: 0, withdrawn: 0 }
  for (const { state, n } of counted) counts[state] = n
  const reports = rows.flatMap(row => {
    const content = contents.get(row.id)
    return content ? [officeReportOf(row, content, names)] : []
  })
  return ok({ reports, counts })
}

/** One report with its working copy, files and history, for its office. */
export async function readOfficeReport(app: App, viewer: Viewer, id: string): Promise<Result<OfficeReportWork>> {
  const row = /^[\w-]{1,64}$/.test(id) ? await findReport(app.store.read, id) : undefined
  const municipality = row && (await readMunicipality(app, row.municipalityId))
  if (!row || !municipality) return may(viewer, 'office.read') ? err('report.unknown') : err('forbidden')
  if (!may(viewer, 'office.read', placesOf(municipality))) return err('forbidden')
  const [content, revisions, documents] = await Promise.all([
    findContent(app.store.read, id, 0),
    selectRevisions(app.store.read, id),
    readDocuments(app, 'report', [id]),
  ])
  if (!content) throw new Error(`report ${id} without a working copy`)
  const names = await readAccountNames(app, [row.editedBy, ...revisions.map(one => one.by)])
  return ok({
    ...officeReportOf(row, content, names),
    municipalityId: row.municipalityId,
    version: row.version,
    revision: row.currentRevision,
    withdrawnReason: row.withdrawnReason ?? undefined,
    documents: documents.get(id) ?? [],
    history: revisions
      .filter(one => one.number > 0)
      .reverse()
      .map(({ number, at, by, reason }) => {
        const name = names.get(by)
        return { number, at, ...(name ? { by: name } : {}), ...(reason ? { reason } : {}) }
      }),
  })
}

const officeReportOf = (row: ReportRow, content: ReportContent, names: ReadonlyMap<string, string>): OfficeReport => ({
  id: row.id,
  state: row.state,
  content,
  year: row.year,
  slug: row.slug ?? undefined,
  publishAt: row.publishAt ?? undefined,
  firstPublishedAt: row.firstPublishedAt ?? undefined,
  editedAt: row.editedAt,
  editedBy: names.get(row.editedBy),
  reviewNote: row.reviewNote ?? undefined,
  isDemo: row.isDemo,
})
