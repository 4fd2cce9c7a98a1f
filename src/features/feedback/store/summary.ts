import { type AnyColumn, and, eq, gte, inArray, lte, type SQL, sql, sum } from 'drizzle-orm'
import { feedbackSummary, feedbackTotal } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { SummaryIncrement } from '../rules/totals.ts'

/** Adds one word to the summary. */
export async function addToSummary(tx: Writing, increment: SummaryIncrement): Promise<void> {
  await tx
    .insert(feedbackSummary)
    .values(increment)
    .onConflictDoUpdate({
      target: [feedbackSummary.quarter, feedbackSummary.municipalityId, feedbackSummary.catalogueCode],
      set: {
        words: sql`${feedbackSummary.words} + excluded.words`,
        rated: sql`${feedbackSummary.rated} + excluded.rated`,
        sum: sql`${feedbackSummary.sum} + excluded.sum`,
        sumOfSquares: sql`${feedbackSummary.sumOfSquares} + excluded.sum_of_squares`,
      },
    })
}

const AXES = ['municipality', 'code', 'quarter'] as const
type Axis = (typeof AXES)[number]
export interface TotalsSearch {
  readonly axes: readonly Axis[]
  readonly municipalityIds?: readonly string[] | undefined
  readonly code?: string | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

type Cube = typeof feedbackSummary | typeof feedbackTotal
function placed(table: Cube, { municipalityIds, code, from, until }: TotalsSearch): SQL[] {
  const conditions: SQL[] = []
  if (municipalityIds) conditions.push(inArray(table.municipalityId, [...municipalityIds]))
  if (code !== undefined) conditions.push(eq(table.catalogueCode, code))
  if (from) conditions.push(gte(table.quarter, from))
  if (until) conditions.push(lte(table.quarter, until))
  return conditions
}
export interface TotalRow {
  readonly keys: readonly string[]
  readonly n: number
  readonly sum: number
  readonly sumOfSquares: number
}

/** Words, or people's mean ratings (in hundredths), grouped by one or two axes. */
export const selectSummary = (db: Reading, search: TotalsSearch, measure: 'words' | 'rating'): Promise<TotalRow[]> =>
  grouped(db, feedbackSummary, search, [], {
    n: measure === 'words' ? feedbackSummary.words : feedbackSummary.rated,
    sum: feedbackSummary.sum,
    sumOfSquares: feedbackSummary.sumOfSquares,
  })

/** The same by kind, or by one criterion (scores 1–5), from the detailed counts. */
export const selectTotals = (
  db: Reading,
  search: TotalsSearch,
  of: { readonly kind?: string | undefined; readonly criterion: string },
): Promise<TotalRow[]> =>
  grouped(
    db,
    feedbackTotal,
    search,
    [eq(feedbackTotal.criterion, of.criterion), ...(of.kind ? [eq(feedbackTotal.kind, of.kind)] : [])],
    { n: feedbackTotal.count, sum: feedbackTotal.sum, sumOfSquares: feedbackTotal.sumOfSquares },
  )

async function grouped(
  db: Reading,
  table: Cube,
  search: TotalsSearch,
  conditions: readonly SQL[],
  sums: Readonly<Record<'n' | 'sum' | 'sumOfSquares', AnyColumn>>,
): Promise<TotalRow[]> {
  const columns = { code: table.catalogueCode, municipality: table.municipalityId, quarter: table.quarter }
  // In the order of an index where there is one, so that grouping needs no sorting.
  const axes = AXES.filter(axis => search.axes.includes(axis))
  const keys = Object.fromEntries(axes.map(axis => [axis, sql<string>`${columns[axis]}`]))
  const rows: Record<string, string | null>[] = await db
    .select({ ...keys, n: sum(sums.n), sum: sum(sums.sum), sumOfSquares: sum(sums.sumOfSquares) })
    .from(table)
    .where(and(...conditions, ...placed(table, search)))
    .groupBy(...axes.map(axis => columns[axis]))
  return rows.map(row => ({
    keys: search.axes.map(axis => row[axis] ?? ''),
    n: Number(row.n ?? 0),
    sum: Number(row.sum ?? 0),
    sumOfSquares: Number(row.sumOfSquares ?? 0),
  }))
}
