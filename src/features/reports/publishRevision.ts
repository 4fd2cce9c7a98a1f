import type { Writing } from '#db/store.ts'
import { publishDocuments } from '#features/documents/publishDocuments.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { indexReport } from './indexReport.ts'
import { type ReportContent, yearOf } from './rules/report.ts'
import { slugsFor } from './rules/slug.ts'
import { markPublished, putRevision, type ReportRow, slugIsTaken } from './store/reports.ts'

/**
 * Makes a content the one that everybody reads, inside the caller's transaction: a new revision, an address where the report
 * has none yet, open attachments, rows of the index. The working copy becomes the same.
 */
export async function publishRevision(
  app: App,
  tx: Writing,
  report: ReportRow,
  municipality: Municipality,
  content: ReportContent,
  made: { readonly at: Date; readonly by: string; readonly reason?: string | undefined },
): Promise<void> {
  const number = report.currentRevision + 1
  const firstPublishedAt = report.firstPublishedAt ?? made.at
  const slug = report.slug ?? (await freeSlug(tx, municipality.id, content.texts.ky?.title ?? ''))
  const [{ type, issuer }, year] = [content, yearOf(content, dateInBishkek(firstPublishedAt))]
  const shown = { slug, type, issuer, year, firstPublishedAt, changedAt: made.at, currentRevision: number }
  await markPublished(tx, report.id, shown)
  await putRevision(tx, report.id, 0, content, { at: made.at, by: made.by })
  await putRevision(tx, report.id, number, content, made)
  await publishDocuments(app, tx, 'report', report.id)
  await indexReport(tx, { ...report, slug, firstPublishedAt }, municipality, content)
}

async function freeSlug(tx: Writing, municipalityId: string, title: string): Promise<string> {
  for (const slug of slugsFor(title)) if (!(await slugIsTaken(tx, municipalityId, slug))) return slug
  throw new Error('slugs without end ended')
}
