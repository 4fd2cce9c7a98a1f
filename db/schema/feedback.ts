import { boolean, contains, date, index, instant, integer, primaryKey, real, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'

export type FeedbackKind = 'comment' | 'question' | 'proposal' | 'complaint' | 'thanks' | 'rating'
export type SubjectType = 'budget' | 'budgetLine' | 'service' | 'report' | 'hearing' | 'proposal' | 'delegatedPower' | 'general'
export type Channel = 'web' | 'api' | 'paper' | 'hearing' | 'open311'
/** What moderation decided about the words; ratings count at once. */
export type Moderation = 'waiting' | 'published' | 'publishedInPart' | 'refused' | 'private' | 'withdrawn'

export const feedback = table(
  'feedback',
  {
    id: text('id').primaryKey(),
    /** `KG-7F3K-2Q9M`: random and checksummed. */
    reference: text('reference').notNull(),
    /** SHA-256 of the tracking code. */
    trackingHash: text('tracking_hash').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    /** `2026-Q4` in Bishkek. */
    quarter: text('quarter').notNull(),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    kind: text('kind').$type<FeedbackKind>().notNull(),
    subjectType: text('subject_type').$type<SubjectType>().notNull(),
    subjectId: text('subject_id'),
    /** What the subject was called when the word was written, as printed. */
    subjectLabel: text('subject_label').notNull(),
    catalogueCode: text('catalogue_code'),
    catalogueVersion: text('catalogue_version'),
    /** The words as sent; kept whatever is published. */
    text: text('text'),
    publishedText: text('published_text'),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    villageId: text('village_id'),
    villageName: text('village_name'),
    address: text('address'),
    lat: real('lat'),
    lon: real('lon'),
    ageBand: text('age_band'),
    sex: text('sex'),
    respondentVillage: text('respondent_village'),
    consentPublish: boolean('consent_publish').notNull(),
    consentShareContact: boolean('consent_share_contact').notNull(),
    /** Its author was told that the municipality's office reads it, published or not; words sent before were DPI's alone. */
    officeReads: boolean('office_reads').notNull().default(false),
    channel: text('channel').$type<Channel>().notNull(),
    moderation: text('moderation').$type<Moderation>().notNull(),
    /** Counts decisions: one made on an older version is refused. */
    moderationVersion: integer('moderation_version').notNull().default(0),
    /** Mean of the ratings, for filters and lists. */
    ratingMean: real('rating_mean'),
    status: text('status').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    uniqueIndex('feedback_reference').on(t.reference),
    index('feedback_municipality').on(t.municipalityId, t.submittedAt),
    // Holds all that the desk filters by, so that a filter which finds little reads only the index.
    index('feedback_queue').on(t.moderation, t.submittedAt, t.id, t.municipalityId, t.kind, t.catalogueCode, t.ratingMean),
    index('feedback_subject').on(t.subjectType, t.subjectId),
  ],
)

export const feedbackRating = table(
  'feedback_rating',
  {
    feedbackId: text('feedback_id')
      .notNull()
      .references(() => feedback.id),
    criterion: text('criterion').notNull(),
    score: integer('score').notNull(),
  },
  t => [primaryKey({ columns: [t.feedbackId, t.criterion] })],
)

/** Personal data apart from public data; erased on its date. */
export const feedbackContact = table(
  'feedback_contact',
  {
    feedbackId: text('feedback_id')
      .primaryKey()
      .references(() => feedback.id),
    name: text('name'),
    email: text('email'),
    phone: text('phone'),
    eraseOn: date('erase_on').notNull(),
    /** In the address of one-click unsubscribing; worth as much as the row itself, so it is kept as it is. */
    unsubscribeToken: text('unsubscribe_token'),
    /** Asked for no more mail; the address stays only where DPI may use it. */
    unsubscribedAt: instant('unsubscribed_at'),
  },
  t => [index('feedback_contact_erase').on(t.eraseOn), uniqueIndex('feedback_contact_unsubscribe').on(t.unsubscribeToken)],
)

/** Each step of a word's way, for its author and, where public, for everyone. */
export const feedbackEvent = table(
  'feedback_event',
  {
    id: text('id').primaryKey(),
    feedbackId: text('feedback_id')
      .notNull()
      .references(() => feedback.id),
    at: instant('at').notNull(),
    status: text('status').notNull(),
    /** Public name of who did it: `resident`, `dpi`, `municipality`, `system`. */
    by: text('by').notNull(),
    actor: text('actor').notNull(),
    /** Why words are not shown, as a code; `note` says it in the moderator's own words. */
    reason: text('reason'),
    note: text('note'),
    isPublic: boolean('is_public').notNull(),
    /** The answer that was given with this step. */
    answerId: text('answer_id'),
    /** To whom it was passed on: a municipality of the portal, or a body as it was named; or the reference it was merged into. */
    toUnitId: text('to_unit_id'),
    party: text('party'),
    /** "Will be done by". */
    promisedFor: date('promised_for'),
    /** What its author said of it: `yes`, `partly`, `no`. */
    outcome: text('outcome').$type<'yes' | 'partly' | 'no'>(),
  },
  t => [index('feedback_event_feedback').on(t.feedbackId, t.at)],
)

/** Answers of a form that is still being filled in; gone when sent, or after its date. */
export const feedbackDraft = table(
  'feedback_draft',
  {
    idHash: text('id_hash').primaryKey(),
    municipalityId: text('municipality_id').notNull(),
    /** Sealed with the id, so that the store alone tells nobody what was written. */
    answers: text('answers').notNull(),
    startedAt: instant('started_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  t => [index('feedback_draft_expiry').on(t.expiresAt)],
)

/** The first answer to a request that may be repeated; kept for a day. */
export const idempotentAnswer = table(
  'idempotent_answer',
  {
    keyHash: text('key_hash').primaryKey(),
    bodyHash: text('body_hash').notNull(),
    answer: text('answer').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  t => [index('idempotent_answer_expiry').on(t.expiresAt)],
)

/**
 * Counts kept in step with feedback, in its transaction, so that aggregates over a million rows read a few thousand.
 * `catalogueCode` is '' where the word is about no service; `criterion` is '' for the count of words themselves.
 */
export const feedbackTotal = table(
  'feedback_total',
  {
    quarter: text('quarter').notNull(),
    municipalityId: text('municipality_id').notNull(),
    catalogueCode: text('catalogue_code').notNull(),
    kind: text('kind').notNull(),
    criterion: text('criterion').notNull(),
    /** Words, or ratings of the criterion. */
    count: integer('count').notNull(),
    sum: integer('sum').notNull(),
    sumOfSquares: integer('sum_of_squares').notNull(),
  },
  t => [
    primaryKey({ columns: [t.municipalityId, t.catalogueCode, t.criterion, t.quarter, t.kind] }),
    index('feedback_total_criterion').on(
      ...([t.criterion, t.municipalityId, t.catalogueCode, t.quarter, t.kind] as const),
      ...([t.count, t.sum, t.sumOfSquares] as const),
    ),
  ],
)

/**
 * The same at a glance for the desk: words, how many of their authors rated, and the sums of each author's mean rating in
 * hundredths (a person counts once). Three orders, so that each pair of quarter, municipality and service is grouped as it
 * is read.
 */
export const feedbackSummary = table(
  'feedback_summary',
  {
    quarter: text('quarter').notNull(),
    municipalityId: text('municipality_id').notNull(),
    catalogueCode: text('catalogue_code').notNull(),
    words: integer('words').notNull(),
    rated: integer('rated').notNull(),
    sum: integer('sum').notNull(),
    sumOfSquares: integer('sum_of_squares').notNull(),
  },
  t => [
    primaryKey({ columns: [t.municipalityId, t.catalogueCode, t.quarter] }),
    index('feedback_summary_quarter').on(
      ...([t.quarter, t.municipalityId, t.catalogueCode] as const),
      ...([t.words, t.rated, t.sum, t.sumOfSquares] as const),
    ),
    index('feedback_summary_place').on(
      ...([t.municipalityId, t.catalogueCode, t.quarter] as const),
      ...([t.words, t.rated, t.sum, t.sumOfSquares] as const),
    ),
    index('feedback_summary_code').on(
      ...([t.catalogueCode, t.quarter, t.municipalityId] as const),
      ...([t.words, t.rated, t.sum, t.sumOfSquares] as const),
    ),
  ],
)

/** Each decision about showing a word, with the text it left; the word itself holds the latest. */
export const feedbackModeration = table(
  'feedback_moderation',
  {
    id: text('id').primaryKey(),
    feedbackId: text('feedback_id')
      .notNull()
      .references(() => feedback.id),
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    decision: text('decision').$type<'publish' | 'publishInPart' | 'refuse' | 'reopen'>().notNull(),
    reason: text('reason'),
    note: text('note'),
    publishedText: text('published_text'),
  },
  t => [uniqueIndex('feedback_moderation_version').on(t.feedbackId, t.version)],
)

/** The words contain this, however it is spelt. */
export const textContains = (query: string) => contains(feedback.text, query)
