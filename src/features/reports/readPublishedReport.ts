import type { App } from '#src/app.ts'
import type { ReportSummary } from './rules/shape.ts'
import { hasPage } from './rules/state.ts'
import { findReport, findReportBySlug, type ReportRow, selectRevisions } from './store/reports.ts'
import { summariesOf } from './summaries.ts'

/** A correction as everybody reads of it. */
export interface Correction {
  readonly number: number
  readonly at: Date
  readonly reason: string
}
/** A report's page: the report, and what was corrected, the latest first. */
export interface ReportPage extends ReportSummary {
  readonly corrections: readonly Correction[]
}

/** A report that stands, by its id; undefined where there is none, or it was withdrawn. */
export async function readPublishedReport(app: App, id: string): Promise<ReportSummary | undefined> {
  const found = await readReport(app, id)
  return found?.state === 'published' ? found : undefined
}

/** The same, or a withdrawn one, by its id. */
export async function readReport(app: App, id: string): Promise<ReportPage | undefined> {
  return pageOf(app, /^[\w-]{1,64}$/.test(id) ? await findReport(app.store.read, id) : undefined)
}

/** A report by its address in its municipality; withdrawn ones keep their title. */
export async function readReportPage(app: App, municipalityId: string, slug: string): Promise<ReportPage | undefined> {
  return pageOf(app, /^[a-z0-9-]{1,80}$/.test(slug) ? await findReportBySlug(app.store.read, municipalityId, slug) : undefined)
}

async function pageOf(app: App, row: ReportRow | undefined): Promise<ReportPage | undefined> {
  if (!row || !hasPage(row.state)) return undefined
  const [[summary], revisions] = await Promise.all([summariesOf(app, [row]), selectRevisions(app.store.read, row.id)])
  const corrections = revisions
    .filter(one => one.number > 1)
    .map(({ number, at, reason }) => ({ number, at, reason: reason ?? '' }))
    .reverse()
  return summary && { ...summary, corrections }
}
