import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { pbAppeal, pbReview } from '#db/schema/pbProposals.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { Appeal, IneligibleRule, Review } from '../rules/review.ts'

type Row = typeof pbReview.$inferSelect
const known = <T>(value: T | null): T | undefined => value ?? undefined

function shaped(row: Row): Review {
  return {
    eligible: known(row.eligible),
    ineligibleRule: known(row.ineligibleRule) as IneligibleRule | undefined,
    feasible: known(row.feasible),
    explanation: known(row.explanation),
    price: known(row.price) as Tyiyn | undefined,
    priceExplanation: known(row.priceExplanation),
    firstYearCost: known(row.firstYearCost) as Tyiyn | undefined,
    runningCost: known(row.runningCost) as Tyiyn | undefined,
    durationMonths: known(row.durationMonths),
    batchId: known(row.batchId),
    releasedAt: known(row.releasedAt),
    version: row.version,
    changedAt: row.changedAt,
    earlier: row.earlier ?? [],
  }
}

/** Reviews by the id of their proposal; what nobody looked at yet has none. */
export async function selectReviews(read: Reading | Writing, ids: readonly string[]): Promise<ReadonlyMap<string, Review>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .select()
    .from(pbReview)
    .where(inArray(pbReview.proposalId, [...ids]))
  return new Map(rows.map(row => [row.proposalId, shaped(row)]))
}

const undef = <T>(value: T | undefined): T | null => value ?? null

/** Writes a review over the version seen, 0 where there was none; false where it moved meanwhile. */
export async function saveReview(
  tx: Writing,
  seen: { readonly proposalId: string; readonly version: number },
  review: Omit<Review, 'version'>,
): Promise<boolean> {
  const values = {
    eligible: undef(review.eligible),
    ineligibleRule: undef(review.ineligibleRule),
    feasible: undef(review.feasible),
    explanation: undef(review.explanation),
    price: undef(review.price),
    priceExplanation: undef(review.priceExplanation),
    firstYearCost: undef(review.firstYearCost),
    runningCost: undef(review.runningCost),
    durationMonths: undef(review.durationMonths),
    batchId: undef(review.batchId),
    releasedAt: undef(review.releasedAt),
    earlier: review.earlier,
    changedAt: review.changedAt,
    version: seen.version + 1,
  }
  const rows =
    seen.version === 0
      ? await tx
          .insert(pbReview)
          .values({ proposalId: seen.proposalId, ...values })
          .onConflictDoNothing()
          .returning({ id: pbReview.proposalId })
      : await tx
          .update(pbReview)
          .set(values)
          .where(and(eq(pbReview.proposalId, seen.proposalId), eq(pbReview.version, seen.version)))
          .returning({ id: pbReview.proposalId })
  return rows.length > 0
}

/** Objections of these proposals, the earliest first. */
export async function selectAppeals(read: Reading | Writing, proposalIds: readonly string[]): Promise<Appeal[]> {
  if (proposalIds.length === 0) return []
  const rows = await read
    .select()
    .from(pbAppeal)
    .where(inArray(pbAppeal.proposalId, [...proposalIds]))
    .orderBy(asc(pbAppeal.at), asc(pbAppeal.id))
  return rows.map(row => ({ ...row, answer: known(row.answer), outcome: known(row.outcome), decidedAt: known(row.decidedAt) }))
}

/** Decides an open objection; false where somebody decided meanwhile. */
export async function decideAppeal(
  tx: Writing,
  id: string,
  decision: { readonly outcome: 'upheld' | 'rejected'; readonly answer: string; readonly decidedAt: Date },
): Promise<boolean> {
  const rows = await tx
    .update(pbAppeal)
    .set(decision)
    .where(and(eq(pbAppeal.id, id), isNull(pbAppeal.outcome)))
    .returning({ id: pbAppeal.id })
  return rows.length > 0
}
