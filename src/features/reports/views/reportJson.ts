import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import { paths } from '#platform/paths.ts'
import type { ReportAnswer } from '../forms/reportAnswer.ts'
import type { ReportSummary } from '../rules/shape.ts'

/** A report as the API gives it; only published files are named. */
export const reportJson = (siteUrl: string, report: ReportSummary, documents: readonly AttachedDocument[]): ReportAnswer => ({
  id: report.id,
  municipality: report.municipalityId,
  state: report.state,
  type: report.type,
  issuer: report.issuer,
  year: report.year,
  periodFrom: report.periodFrom ?? null,
  periodTo: report.periodTo ?? null,
  subject: report.subject ?? null,
  texts: report.texts,
  publishedAt: report.firstPublishedAt.toISOString(),
  changedAt: report.changedAt.toISOString(),
  revision: report.revision,
  withdrawnReason: report.withdrawnReason ?? null,
  attachments: documents
    .filter(one => one.isPublished)
    .map(one => ({
      title: one.title,
      url: `${siteUrl}${paths.file(one.id, one.fileName)}`,
      mediaType: one.mimeType,
      bytes: one.bytes,
    })),
  url: `${siteUrl}${paths.reportById('ky', report.id)}`,
  demo: report.isDemo,
})
