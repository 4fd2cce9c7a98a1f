import type { APIRoute } from 'astro'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readReport } from '#features/reports/readPublishedReport.ts'
import { reportJson } from '#features/reports/views/reportJson.ts'
import { words } from '#features/reports/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** One report; a withdrawn one without its text. */
export const GET: APIRoute = async ({ locals: { app, lang }, params }) => {
  const report = await readReport(app, params.id ?? '')
  if (!report) return apiProblem({ status: 404, title: words(lang)('report.unknown') })
  const documents = await readDocuments(app, 'report', [report.id])
  return apiJson(reportJson(app.config.siteUrl, report, documents.get(report.id) ?? []))
}
