import { boolean, date, index, instant, integer, json, table, text } from '../columns.ts'
import { account } from './identity.ts'
import { feedback } from './feedback.ts'
import { unit } from './municipalities.ts'

/** What an office owes a word: nothing yet done, a promise, an answer, done, handed on, or told by another word's answers. */
export type CaseState = 'waiting' | 'promised' | 'answered' | 'done' | 'passedOn' | 'merged' | 'withdrawn'
export type Outcome = 'yes' | 'partly' | 'no'

/** Where the answering of a word stands; one for each word that says something. */
export const feedbackCase = table(
  'feedback_case',
  {
    feedbackId: text('feedback_id')
      .primaryKey()
      .references(() => feedback.id),
    /** Whose inbox it is in: where it was written, until it is passed on. */
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    /** Who passed it on last, and still sees it. */
    passedFromId: text('passed_from_id'),
    state: text('state').$type<CaseState>().notNull(),
    /** What everybody is told of it, over what moderation says; null until somebody has acted. */
    status: text('status').$type<'answered' | 'promised' | 'done' | 'reopened' | 'passedOn' | 'merged'>(),
    /** Counts what was decided: an act on an older version is refused. */
    version: integer('version').notNull(),
    /** When the present term began: sent, passed on, reopened. */
    since: date('since').notNull(),
    /** Outer limit; null where no answer is owed. */
    dueOn: date('due_on'),
    /** By the municipality's own promise, where it made one. */
    ownDueOn: date('own_due_on'),
    /** "Will be done by". */
    promisedFor: date('promised_for'),
    /** The day by which somebody must act next; null where nothing is owed. */
    nextOn: date('next_on'),
    /** First answer or promise, for the public count. */
    answeredOn: date('answered_on'),
    assigneeId: text('assignee_id').references(() => account.id),
    mergedIntoId: text('merged_into_id').references(() => feedback.id),
    /** When its author was asked whether it was done. */
    askedAt: instant('asked_at'),
    outcome: text('outcome').$type<Outcome>(),
    changedAt: instant('changed_at').notNull(),
  },
  t => [
    index('feedback_case_inbox').on(t.municipalityId, t.state, t.nextOn),
    index('feedback_case_promised').on(t.state, t.promisedFor),
    index('feedback_case_merged').on(t.mergedIntoId),
    index('feedback_case_changed').on(t.status, t.changedAt),
  ],
)

/** What an office said to a word. A corrected answer stays, with what replaced it. */
export const feedbackAnswer = table(
  'feedback_answer',
  {
    id: text('id').primaryKey(),
    feedbackId: text('feedback_id')
      .notNull()
      .references(() => feedback.id),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    kind: text('kind').$type<'answer' | 'promise' | 'done'>().notNull(),
    /** Null once the word was taken back: an answer may tell of its author. */
    text: text('text'),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    /** For everybody, as soon as the word itself is published; otherwise for its author alone. */
    isPublic: boolean('is_public').notNull(),
    promisedFor: date('promised_for'),
    /** The answer that this one corrects. */
    correctsId: text('corrects_id'),
    correctedAt: instant('corrected_at'),
  },
  t => [index('feedback_answer_feedback').on(t.feedbackId, t.at)],
)

/** Links that went to authors by mail: each opens one word and its answer, and carries one "yes", "partly" or "no". */
export const feedbackAuthorLink = table(
  'feedback_author_link',
  {
    /** SHA-256 of the token, which is in the mail alone. */
    tokenHash: text('token_hash').primaryKey(),
    feedbackId: text('feedback_id')
      .notNull()
      .references(() => feedback.id),
    expiresAt: instant('expires_at').notNull(),
    /** When it carried what its author said; it still opens the word. */
    usedAt: instant('used_at'),
  },
  t => [index('feedback_author_link_feedback').on(t.feedbackId), index('feedback_author_link_expiry').on(t.expiresAt)],
)

export interface OwnSentence {
  readonly ky?: string | undefined
  readonly ru?: string | undefined
  readonly en?: string | undefined
}

/** How a municipality answers: what it promises, and sentences of its own. */
export const answeringSetting = table('answering_setting', {
  municipalityId: text('municipality_id')
    .primaryKey()
    .references(() => unit.id),
  promiseWorkingDays: integer('promise_working_days'),
  /** One sentence a line, by language. */
  sentences: json<OwnSentence>('sentences').notNull(),
  version: integer('version').notNull(),
  updatedAt: instant('updated_at').notNull(),
})
