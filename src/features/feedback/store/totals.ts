import { and, eq, inArray, sql, sum } from 'drizzle-orm'
import { feedback, feedbackTotal } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'
import { summaryOf, type TotalIncrement } from '../rules/totals.ts'
import { addToSummary } from './summary.ts'

/** Adds the increments of one word to the kept counts and to the desk's summary. */
export async function addToTotals(tx: Writing, increments: readonly TotalIncrement[]): Promise<void> {
  await addToSummary(tx, summaryOf(increments))
  await tx
    .insert(feedbackTotal)
    .values([...increments])
    .onConflictDoUpdate({
      target: [
        feedbackTotal.quarter,
        feedbackTotal.municipalityId,
        feedbackTotal.catalogueCode,
        feedbackTotal.kind,
        feedbackTotal.criterion,
      ],
      set: {
        count: sql`${feedbackTotal.count} + excluded.count`,
        sum: sql`${feedbackTotal.sum} + excluded.sum`,
        sumOfSquares: sql`${feedbackTotal.sumOfSquares} + excluded.sum_of_squares`,
      },
    })
}

/** Ratings of one municipality over all quarters, by catalogue code and criterion. */
export async function selectCriterionSums(db: Reading, municipalityId: string) {
  const rows = await db
    .select({
      code: feedbackTotal.catalogueCode,
      criterion: feedbackTotal.criterion,
      n: sum(feedbackTotal.count),
      sum: sum(feedbackTotal.sum),
      sumOfSquares: sum(feedbackTotal.sumOfSquares),
    })
    .from(feedbackTotal)
    .where(and(eq(feedbackTotal.municipalityId, municipalityId), sql`${feedbackTotal.catalogueCode} <> ''`))
    .groupBy(feedbackTotal.catalogueCode, feedbackTotal.criterion)
  return rows.map(row => ({ ...row, n: Number(row.n), sum: Number(row.sum), sumOfSquares: Number(row.sumOfSquares) }))
}

/** Sums over each person's mean rating, by catalogue code: one person counts once, however many criteria were rated. */
export async function selectMeanSums(db: Reading, municipalityId: string) {
  const mean = feedback.ratingMean
  const rows = await db
    .select({
      code: feedback.catalogueCode,
      n: sql<string>`count(${mean})`,
      sum: sql<string>`coalesce(sum(${mean}), 0)`,
      sumOfSquares: sql<string>`coalesce(sum(${mean} * ${mean}), 0)`,
    })
    .from(feedback)
    .where(
      and(
        eq(feedback.municipalityId, municipalityId),
        sql`${feedback.catalogueCode} is not null`,
        sql`${feedback.status} <> 'withdrawn'`,
      ),
    )
    .groupBy(feedback.catalogueCode)
  return rows.map(row => ({
    code: row.code ?? '',
    n: Number(row.n),
    sum: Number(row.sum),
    sumOfSquares: Number(row.sumOfSquares),
  }))
}

/** How many words stand, all quarters and places together. */
export async function selectWordCount(db: Reading): Promise<number> {
  const [row] = await db
    .select({ n: sum(feedbackTotal.count) })
    .from(feedbackTotal)
    .where(eq(feedbackTotal.criterion, ''))
  return Number(row?.n ?? 0)
}

export async function selectPublishedCount(db: Reading): Promise<number> {
  const [row] = await db
    .select({ n: sql<string>`count(*)` })
    .from(feedback)
    .where(inArray(feedback.moderation, ['published', 'publishedInPart']))
  return Number(row?.n ?? 0)
}
