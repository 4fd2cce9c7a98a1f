import { and, asc, count, desc, eq, gt, gte, inArray, lt, lte, or, type SQL } from 'drizzle-orm'
import { feedback, textContains } from '#db/schema/feedback.ts'
import type { Reading } from '#db/store.ts'
import { MOST_SEARCHED, type QueueSearch } from '../rules/queue.ts'
import type { FeedbackRow } from './words.ts'

/** Counts stop here: "more than 1,000" says enough and costs little. */
export const MOST_COUNTED = 1_000

function conditionsOf(search: QueueSearch): SQL[] {
  const { municipalityIds, kind, code, from, until, meanFrom, meanTo } = search
  const conditions: SQL[] = [eq(feedback.moderation, search.state)]
  if (municipalityIds) conditions.push(inArray(feedback.municipalityId, [...municipalityIds]))
  if (kind) conditions.push(eq(feedback.kind, kind))
  if (code) conditions.push(eq(feedback.catalogueCode, code))
  if (from) conditions.push(gte(feedback.submittedAt, from))
  if (until) conditions.push(lt(feedback.submittedAt, until))
  if (meanFrom !== undefined) conditions.push(gte(feedback.ratingMean, meanFrom))
  if (meanTo !== undefined) conditions.push(lte(feedback.ratingMean, meanTo))
  return conditions
}

/** Words of one state in order of arrival, at most `limit`, after the cursor. */
export async function selectQueue(db: Reading, search: QueueSearch, limit: number): Promise<FeedbackRow[]> {
  const { order, after, text } = search
  const [direction, beyond] = order === 'oldest' ? [asc, gt] : [desc, lt]
  const conditions = conditionsOf(search)
  if (after) {
    const same = and(eq(feedback.submittedAt, after.at), beyond(feedback.id, after.id))
    // The first half alone bounds the index; together they say "after".
    conditions.push(order === 'oldest' ? gte(feedback.submittedAt, after.at) : lte(feedback.submittedAt, after.at))
    conditions.push(or(beyond(feedback.submittedAt, after.at), same) as SQL)
  }
  // The ids come from the index alone; whole rows are fetched for one page only.
  const found = db
    .select({ id: feedback.id })
    .from(feedback)
    .where(and(...conditions))
    .orderBy(direction(feedback.submittedAt), direction(feedback.id))
    .limit(text ? MOST_SEARCHED : limit)
  return db
    .select()
    .from(feedback)
    .where(and(inArray(feedback.id, found), text ? textContains(text) : undefined))
    .orderBy(direction(feedback.submittedAt), direction(feedback.id))
    .limit(limit)
}

/** How many words a search finds, at most `MOST_COUNTED + 1`; without its text and cursor. */
export async function countQueue(db: Reading, search: QueueSearch): Promise<number> {
  const found = db
    .select({ id: feedback.id })
    .from(feedback)
    .where(and(...conditionsOf(search)))
    .limit(MOST_COUNTED + 1)
    .as('found')
  const [row] = await db.select({ n: count() }).from(found)
  return Number(row?.n ?? 0)
}
