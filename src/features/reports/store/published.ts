import { and, count, desc, eq, inArray, lt, or, type SQL } from 'drizzle-orm'
import { report } from '#db/schema/reports.ts'
import type { Reading } from '#db/store.ts'
import type { ReportType } from '../rules/report.ts'
import type { ReportRow } from './reports.ts'

export interface PublishedWhere {
  readonly municipalityIds?: readonly string[] | undefined
  readonly type?: ReportType | undefined
  readonly year?: number | undefined
  /** Leaves out those that were withdrawn. */
  readonly onlyStanding?: boolean | undefined
}

const conditions = ({ municipalityIds, type, year, onlyStanding }: PublishedWhere): SQL[] => [
  onlyStanding ? eq(report.state, 'published') : inArray(report.state, ['published', 'withdrawn']),
  ...(municipalityIds ? [inArray(report.municipalityId, [...municipalityIds])] : []),
  ...(type ? [eq(report.type, type)] : []),
  ...(year ? [eq(report.year, year)] : []),
]

/** What has a page, the latest first; `after` is where the page before ended. */
export const selectPublishedReports = (
  db: Reading,
  where: PublishedWhere & { readonly after?: { readonly at: Date; readonly id: string } | undefined },
  limit: number,
): Promise<ReportRow[]> => {
  const { after } = where
  const later =
    after && or(lt(report.firstPublishedAt, after.at), and(eq(report.firstPublishedAt, after.at), lt(report.id, after.id)))
  return db
    .select()
    .from(report)
    .where(and(...conditions(where), later))
    .orderBy(desc(report.firstPublishedAt), desc(report.id))
    .limit(limit)
}

export async function countPublishedReports(db: Reading, where: PublishedWhere): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(report)
    .where(and(...conditions(where)))
  return row?.n ?? 0
}

/** Years and municipalities that reports with a page tell about, for filters. */
export const selectPublishedYears = (db: Reading, where: PublishedWhere): Promise<{ year: number }[]> =>
  db
    .selectDistinct({ year: report.year })
    .from(report)
    .where(and(...conditions(where)))
    .orderBy(desc(report.year))
export const selectPublishingPlaces = (db: Reading): Promise<{ municipalityId: string }[]> =>
  db
    .selectDistinct({ municipalityId: report.municipalityId })
    .from(report)
    .where(and(...conditions({})))

export const countByState = (db: Reading, municipalityId: string): Promise<{ state: ReportRow['state']; n: number }[]> =>
  db
    .select({ state: report.state, n: count() })
    .from(report)
    .where(eq(report.municipalityId, municipalityId))
    .groupBy(report.state)
