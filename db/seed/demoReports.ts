import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { correctReport } from '#features/reports/correctReport.ts'
import { createReport } from '#features/reports/createReport.ts'
import { handToReview } from '#features/reports/handToReview.ts'
import { publishReport } from '#features/reports/publishReport.ts'
import { readOfficeReports } from '#features/reports/readOfficeReports.ts'
import type { ReportContent } from '#features/reports/rules/report.ts'
import { saveReport } from '#features/reports/saveReport.ts'
import { withdrawReport } from '#features/reports/withdrawReport.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { DEMO_REPORTS, type DemoReport } from './demoReportTexts.ts'

const must = <T>(what: string, result: Result<T>): T => {
  if (!result.ok) throw new Error(`${what}: ${result.refusals[0].code}`)
  return result.value
}

/**
 * Loads made-up reports in three places, marked as demo data: published, corrected, withdrawn, in review and a draft. Their
 * dates lie in the weeks before. Does nothing for a place that has reports already.
 */
export async function seedDemoReports(app: App): Promise<void> {
  for (const place of new Set(DEMO_REPORTS.map(one => one.place))) {
    const municipality = await readMunicipality(app, place)
    if (!municipality) throw new Error(`no municipality ${place}`)
    const there = must(place, await readOfficeReports(app, SYSTEM, municipality.id))
    if (there.reports.length > 0) continue
    for (const report of DEMO_REPORTS) if (report.place === place) await seedReport(app, municipality.id, report)
  }
}

async function seedReport(app: App, municipality: string, report: DemoReport): Promise<void> {
  const now = app.now().getTime()
  const then = (daysAgo: number): App => ({ ...app, now: () => new Date(now - daysAgo * 86_400_000) })
  const { type, title, daysAgo, ends } = report
  const begun = must(title, await createReport(then(daysAgo + 1), SYSTEM, { municipality, type, isDemo: true }))
  const content: ReportContent = {
    ...{ type, issuer: report.issuer, periodFrom: report.from, periodTo: report.to, subject: report.subject },
    texts: report.texts,
  }
  const edit = { ...begun, content }
  if (ends === 'draft') return void must(title, await saveReport(then(daysAgo), SYSTEM, edit))
  if (ends === 'review') return void must(title, await handToReview(then(daysAgo), SYSTEM, edit))
  const open = must(title, await publishReport(then(daysAgo), SYSTEM, edit))
  if (report.corrected) {
    const { texts, reason, daysAfter } = report.corrected
    const better = { ...content, texts: { ...content.texts, ...texts } }
    must(title, await correctReport(then(daysAgo - daysAfter), SYSTEM, { ...open, content: better, reason }))
  }
  if (ends !== 'published') must(title, await withdrawReport(then(daysAgo - 3), SYSTEM, { ...open, reason: ends.withdrawn }))
}
