import { and, asc, eq, inArray, isNull, lt, ne, sql } from 'drizzle-orm'
import { answeringSetting, feedbackAnswer, feedbackCase } from '#db/schema/answering.ts'
import { feedback } from '#db/schema/feedback.ts'
import { unit } from '#db/schema/municipalities.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { AnswerCase, CaseChange } from '../rules/answering.ts'
import type { FeedbackRow } from './words.ts'

export type CaseRow = typeof feedbackCase.$inferSelect
export type AnswerRow = typeof feedbackAnswer.$inferSelect
export type SettingRow = typeof answeringSetting.$inferSelect

/** A stored case as the rules see it. */
export const caseOf = (row: CaseRow): AnswerCase => ({
  state: row.state,
  status: row.status,
  since: row.since as IsoDate,
  dueOn: row.dueOn as IsoDate | null,
  ownDueOn: row.ownDueOn as IsoDate | null,
  promisedFor: row.promisedFor as IsoDate | null,
  nextOn: row.nextOn as IsoDate | null,
  answeredOn: row.answeredOn as IsoDate | null,
  mergedIntoId: row.mergedIntoId,
  askedAt: row.askedAt,
  outcome: row.outcome,
})

export const insertCase = async (tx: Writing, row: typeof feedbackCase.$inferInsert): Promise<void> =>
  void (await tx.insert(feedbackCase).values(row))

/** Writes a change on the version that was seen; false where somebody else was faster. */
export async function changeCase(
  tx: Writing,
  feedbackId: string,
  seenVersion: number,
  change: CaseChange & {
    readonly changedAt?: Date
    readonly municipalityId?: string
    readonly passedFromId?: string
    readonly assigneeId?: string | null
  },
): Promise<boolean> {
  const changed = await tx
    .update(feedbackCase)
    .set({ ...change, version: seenVersion + 1 })
    .where(
      and(eq(feedbackCase.feedbackId, feedbackId), eq(feedbackCase.version, seenVersion), ne(feedbackCase.state, 'withdrawn')),
    )
    .returning({ id: feedbackCase.feedbackId })
  return changed.length === 1
}

export const selectCase = async (db: Reading, feedbackId: string): Promise<CaseRow | undefined> =>
  (await db.select().from(feedbackCase).where(eq(feedbackCase.feedbackId, feedbackId)).limit(1))[0]

/** Words that follow the answers of this one, with their cases. */
export const selectFollowers = (db: Reading, mainId: string): Promise<{ word: FeedbackRow; matter: CaseRow }[]> =>
  db
    .select({ word: feedback, matter: feedbackCase })
    .from(feedbackCase)
    .innerJoin(feedback, eq(feedback.id, feedbackCase.feedbackId))
    .where(and(eq(feedbackCase.mergedIntoId, mainId), eq(feedbackCase.state, 'merged')))
    .orderBy(asc(feedback.submittedAt), asc(feedback.id))

export const insertAnswer = async (tx: Writing, row: typeof feedbackAnswer.$inferInsert): Promise<void> =>
  void (await tx.insert(feedbackAnswer).values(row))

/** Marks an answer as corrected; false where it was before, or is another word's. */
export const markCorrected = async (tx: Writing, id: string, feedbackId: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(feedbackAnswer)
      .set({ correctedAt: at })
      .where(and(eq(feedbackAnswer.id, id), eq(feedbackAnswer.feedbackId, feedbackId), isNull(feedbackAnswer.correctedAt)))
      .returning({ id: feedbackAnswer.id })
  ).length === 1

/** Erases what offices wrote to a word that was taken back, and closes its case. */
export async function closeWithdrawn(tx: Writing, feedbackId: string, at: Date): Promise<void> {
  // The case first: it waits for an answer that is being given, whose text is erased then as well.
  await tx
    .update(feedbackCase)
    .set({ state: 'withdrawn', nextOn: null, assigneeId: null, changedAt: at, version: sql`${feedbackCase.version} + 1` })
    .where(eq(feedbackCase.feedbackId, feedbackId))
  await tx.update(feedbackAnswer).set({ text: null }).where(eq(feedbackAnswer.feedbackId, feedbackId))
}

/** An answer with what moderation decided about the word that it was given to. */
export type KnownAnswerRow = AnswerRow & { readonly moderation: FeedbackRow['moderation'] }

/** What belongs to the answering of some words: cases, the words they follow, answers of both, names of who is named. */
export interface Answering {
  readonly cases: ReadonlyMap<string, CaseRow>
  /** Words that others follow, by id. */
  readonly mains: ReadonlyMap<string, { readonly reference: string; readonly matter: CaseRow }>
  /** By the word they were given to, oldest first. */
  readonly answers: ReadonlyMap<string, readonly KnownAnswerRow[]>
}

export async function selectAnswering(db: Reading, ids: readonly string[]): Promise<Answering> {
  const rows = await db
    .select()
    .from(feedbackCase)
    .where(inArray(feedbackCase.feedbackId, [...ids]))
  const mainIds = [...new Set(rows.flatMap(row => (row.mergedIntoId ? [row.mergedIntoId] : [])))]
  const acted = rows.filter(row => row.status !== null).map(row => row.feedbackId)
  const [mains, answers] = await Promise.all([
    mainIds.length === 0
      ? []
      : db
          .select({ reference: feedback.reference, matter: feedbackCase })
          .from(feedback)
          .innerJoin(feedbackCase, eq(feedbackCase.feedbackId, feedback.id))
          .where(inArray(feedback.id, mainIds)),
    acted.length + mainIds.length === 0
      ? []
      : db
          .select({ answer: feedbackAnswer, moderation: feedback.moderation })
          .from(feedbackAnswer)
          .innerJoin(feedback, eq(feedback.id, feedbackAnswer.feedbackId))
          .where(inArray(feedbackAnswer.feedbackId, [...acted, ...mainIds]))
          .orderBy(asc(feedbackAnswer.at), asc(feedbackAnswer.id)),
  ])
  const byWord = new Map<string, KnownAnswerRow[]>()
  for (const { answer, moderation } of answers)
    byWord.set(answer.feedbackId, [...(byWord.get(answer.feedbackId) ?? []), { ...answer, moderation }])
  return {
    cases: new Map(rows.map(row => [row.feedbackId, row])),
    mains: new Map(mains.map(row => [row.matter.feedbackId, row])),
    answers: byWord,
  }
}

/** Names of units, for steps that name one. */
export async function selectUnitNames(db: Reading, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, Record<'ky' | 'ru' | 'en', string>>()
  const rows = await db
    .select({ id: unit.id, ky: unit.nameKy, ru: unit.nameRu, en: unit.nameEn })
    .from(unit)
    .where(inArray(unit.id, [...ids]))
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}

/** Promises whose day has passed and about which nobody was asked yet. */
export const selectToAsk = (db: Reading, today: IsoDate, limit: number): Promise<CaseRow[]> =>
  db
    .select()
    .from(feedbackCase)
    .where(and(eq(feedbackCase.state, 'promised'), isNull(feedbackCase.askedAt), lt(feedbackCase.promisedFor, today)))
    .orderBy(asc(feedbackCase.promisedFor))
    .limit(limit)

export const selectSetting = async (db: Reading, municipalityId: string): Promise<SettingRow | undefined> =>
  (await db.select().from(answeringSetting).where(eq(answeringSetting.municipalityId, municipalityId)).limit(1))[0]

/** Writes the setting on the version that was seen (0 where there was none); false where somebody else was faster. */
export async function writeSetting(tx: Writing, row: Omit<SettingRow, 'version'>, seenVersion: number): Promise<boolean> {
  if (seenVersion === 0)
    return (
      (
        await tx
          .insert(answeringSetting)
          .values({ ...row, version: 1 })
          .onConflictDoNothing()
          .returning({ id: answeringSetting.municipalityId })
      ).length === 1
    )
  const changed = await tx
    .update(answeringSetting)
    .set({ ...row, version: seenVersion + 1 })
    .where(and(eq(answeringSetting.municipalityId, row.municipalityId), eq(answeringSetting.version, seenVersion)))
    .returning({ id: answeringSetting.municipalityId })
  return changed.length === 1
}
