import type { App } from '#src/app.ts'
import { type ReportSummary, summaryOf } from './rules/shape.ts'
import type { ReportContent } from './rules/report.ts'
import { contentOf, type ReportRow, selectStandingRevisions, selectStandingTexts } from './store/reports.ts'

/** Contents that stand for these rows: the published revision, or the working copy of a report that never was. */
export async function standingContents(app: App, rows: readonly ReportRow[]): Promise<Map<string, ReportContent>> {
  if (rows.length === 0) return new Map()
  const ids = rows.map(row => row.id)
  const [revisions, texts] = await Promise.all([
    selectStandingRevisions(app.store.read, ids),
    selectStandingTexts(app.store.read, ids),
  ])
  const byReport = Map.groupBy(texts, text => text.reportId)
  return new Map(revisions.map(row => [row.reportId, contentOf(row, byReport.get(row.reportId) ?? [])]))
}

/** Rows as everybody sees them, in their order. */
export async function summariesOf(app: App, rows: readonly ReportRow[]): Promise<ReportSummary[]> {
  const contents = await standingContents(app, rows)
  return rows.flatMap(row => {
    const content = contents.get(row.id)
    const summary = content && summaryOf(row, content)
    return summary ? [summary] : []
  })
}
