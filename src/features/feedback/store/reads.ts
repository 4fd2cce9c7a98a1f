import { and, asc, desc, eq, gt, inArray, type SQL } from 'drizzle-orm'
import { feedback, feedbackEvent, feedbackRating } from '#db/schema/feedback.ts'
import type { Reading } from '#db/store.ts'
import { type Answering, type CaseRow, type KnownAnswerRow, selectAnswering, selectUnitNames } from './cases.ts'
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
  /** Where its answering stands; undefined where it says nothing to answer. */
  readonly matter: CaseRow | undefined
  /** The word whose answers it follows. */
  readonly main: { readonly reference: string; readonly matter: CaseRow } | undefined
  /** Given to it, and to the word that it follows; oldest first. */
  readonly answers: readonly KnownAnswerRow[]
  /** Names of the municipalities that steps name, by id. */
  readonly unitNames: ReadonlyMap<string, Readonly<Record<'ky' | 'ru' | 'en', string>>>
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
  const [ratings, events, names, answering] = await Promise.all([
    db.select().from(feedbackRating).where(inArray(feedbackRating.feedbackId, ids)).orderBy(asc(feedbackRating.criterion)),
    db
      .select()
      .from(feedbackEvent)
      .where(inArray(feedbackEvent.feedbackId, ids))
      .orderBy(asc(feedbackEvent.at), asc(feedbackEvent.id)),
    selectLineNames(db, rows),
    selectAnswering(db, ids),
  ])
  const unitNames = await selectUnitNames(db, [...new Set(events.flatMap(one => (one.toUnitId ? [one.toUnitId] : [])))])
  return rows.map(row => ({
    row,
    ...answeringOf(row.id, answering),
    unitNames,
    ratings: Object.fromEntries(ratings.filter(one => one.feedbackId === row.id).map(one => [one.criterion, one.score])),
    events: events.filter(one => one.feedbackId === row.id),
    lineNames: names.get(row.subjectId ?? ''),
  }))
}

function answeringOf(id: string, { cases, mains, answers }: Answering) {
  const matter = cases.get(id)
  const mainId = matter?.mergedIntoId ?? ''
  return {
    matter,
    main: mains.get(mainId),
    answers: [...(answers.get(id) ?? []), ...(answers.get(mainId) ?? [])].sort((a, b) => a.at.getTime() - b.at.getTime()),
  }
}
