import type { App } from '#src/app.ts'
import { readCursor, writeCursor } from './rules/cursor.ts'
import type { ReportSummary } from './rules/shape.ts'
import { type PublishedWhere, selectPublishedReports, selectPublishedYears, selectPublishingPlaces } from './store/published.ts'
import { summariesOf } from './summaries.ts'

/**
 * Reports that have a page, the latest first, page by page; of some municipalities, a type or a year where asked. `after` is
 * the `next` of the page before; one that is none begins anew. Tags: `reports:<municipality id>` or `country`.
 */
export async function listReports(
  app: App,
  which: PublishedWhere & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly ReportSummary[]; readonly next: string | undefined }> {
  const { after, limit, ...where } = which
  if (where.municipalityIds?.length === 0) return { items: [], next: undefined }
  const cursor = after === undefined ? undefined : readCursor(after)
  const rows = await selectPublishedReports(app.store.read, { ...where, after: cursor }, limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  const next = last?.firstPublishedAt ? writeCursor(last.firstPublishedAt, last.id) : undefined
  return { items: await summariesOf(app, rows.slice(0, limit)), next }
}

/** What lists can be filtered by: the years, and the municipalities, that reports tell about. */
export async function readReportFilters(
  app: App,
  where: PublishedWhere = {},
): Promise<{ readonly years: readonly number[]; readonly municipalityIds: readonly string[] }> {
  const [years, places] = await Promise.all([selectPublishedYears(app.store.read, where), selectPublishingPlaces(app.store.read)])
  return { years: years.map(one => one.year), municipalityIds: places.map(one => one.municipalityId) }
}
