import { and, asc, desc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import { feedback, feedbackEvent, feedbackRating } from '#db/schema/feedback.ts'
import type { Reading } from '#db/store.ts'
import { type LineNames, selectLineNames } from './lineNames.ts'
import type { EventRow, FeedbackRow } from './words.ts'

/** A word with everything that belongs to it, but its contact. */
export interface WholeFeedback {
  readonly row: FeedbackRow
  readonly ratings: Readonly<Record<string, number>>
  /** Oldest first. */
  readonly events: readonly EventRow[]
  /** Of the budget line it is about, where it is about one. */
  readonly lineNames: LineNames | undefined
}

export async function selectByReference(db: Reading, reference: string): Promise<WholeFeedback | undefined> {
  const rows = await db.select().from(feedback).where(eq(feedback.reference, reference))
  return (await withParts(db, rows))[0]
}

/** Published words, newest first. */
export async function selectPublished(
  db: Reading,
  where: {
    readonly municipalityId?: string | undefined
    readonly subject?: { readonly type: FeedbackRow['subjectType']; readonly id?: string | undefined } | undefined
    readonly catalogueCode?: string | undefined
  },
  limit: number,
): Promise<WholeFeedback[]> {
  const conditions: SQL[] = [inArray(feedback.moderation, ['published', 'publishedInPart'])]
  if (where.municipalityId !== undefined) conditions.push(eq(feedback.municipalityId, where.municipalityId))
  if (where.subject) conditions.push(eq(feedback.subjectType, where.subject.type))
  if (where.subject?.id !== undefined) conditions.push(eq(feedback.subjectId, where.subject.id))
  if (where.catalogueCode !== undefined) conditions.push(eq(feedback.catalogueCode, where.catalogueCode))
  const rows = await db
    .select()
    .from(feedback)
    .where(and(...conditions))
    .orderBy(desc(feedback.submittedAt), desc(feedback.id))
    .limit(limit)
  return withParts(db, rows)
}

/** Whether there is a word that is not demo data. */
export const selectAnyReal = async (db: Reading): Promise<boolean> =>
  (await db.select({ id: feedback.id }).from(feedback).where(eq(feedback.isDemo, false)).limit(1)).length > 0

/** Every word after an id, in the order of arrival. */
export async function selectAfter(db: Reading, id: string, limit: number): Promise<WholeFeedback[]> {
  const rows = await db.select().from(feedback).where(gt(feedback.id, id)).orderBy(asc(feedback.id)).limit(limit)
  return withParts(db, rows)
}

async function withParts(db: Reading, rows: readonly FeedbackRow[]): Promise<WholeFeedback[]> {
  if (rows.length === 0) return []
  const ids = rows.map(row => row.id)
  const [ratings, events, names] = await Promise.all([
    db.select().from(feedbackRating).where(inArray(feedbackRating.feedbackId, ids)).orderBy(asc(feedbackRating.criterion)),
    db
      .select()
      .from(feedbackEvent)
      .where(inArray(feedbackEvent.feedbackId, ids))
      .orderBy(asc(feedbackEvent.at), asc(feedbackEvent.id)),
    selectLineNames(db, rows),
  ])
  return rows.map(row => ({
    row,
    ratings: Object.fromEntries(ratings.filter(one => one.feedbackId === row.id).map(one => [one.criterion, one.score])),
    events: events.filter(one => one.feedbackId === row.id),
    lineNames: names.get(row.subjectId ?? ''),
  }))
}
