import { boolean, date, index, instant, integer, json, primaryKey, real, table, text, uniqueIndex } from '../columns.ts'
import { pbArea, pbCycle } from './pbCycles.ts'

/**
 * `waiting` until the office let it onto the list; `refused` when it was not; `takenBack` where its author withdrew it while it
 * waited, so that nobody read it; `merged` and `split` lead on to others.
 * Whether it is eligible and at what price stands in its review.
 */
export type ProposalState = 'waiting' | 'listed' | 'refused' | 'withdrawn' | 'takenBack' | 'merged' | 'split'
export type ProposalOrigin = 'resident' | 'hearing' | 'feedback' | 'office'

/** What somebody proposes to build or do with the money. */
export const pbProposal = table(
  'pb_proposal',
  {
    /** Short and public: it stands in the address, on ballots and in `.pb` files. */
    id: text('id').primaryKey(),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    areaId: text('area_id').references(() => pbArea.id),
    title: text('title').notNull(),
    text: text('text').notNull(),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    /** Translations by the office, for the ballot. */
    titleKy: text('title_ky'),
    titleRu: text('title_ru'),
    titleEn: text('title_en'),
    placeName: text('place_name'),
    latitude: real('latitude'),
    longitude: real('longitude'),
    /** What its author thinks it costs, in tyiyn. */
    roughCost: integer('rough_cost'),
    state: text('state').$type<ProposalState>().notNull(),
    /** Why it is refused or withdrawn, for everybody. */
    stateReason: text('state_reason'),
    origin: text('origin').$type<ProposalOrigin>().notNull(),
    /** Reference of the word, or id of the hearing's item, that it was taken over from. */
    originReference: text('origin_reference'),
    /** Of the form that it was sent with, so that what is sent twice stands once. */
    formKey: text('form_key'),
    version: integer('version').notNull().default(0),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    uniqueIndex('pb_proposal_form').on(t.formKey),
    index('pb_proposal_cycle').on(t.cycleId, t.state, t.createdAt),
    uniqueIndex('pb_proposal_origin').on(t.cycleId, t.origin, t.originReference),
  ],
)

/** Personal data of the author and co-authors, apart from the proposal and erased on its day. */
export const pbAuthor = table(
  'pb_author',
  {
    id: text('id').primaryKey(),
    proposalId: text('proposal_id')
      .notNull()
      .references(() => pbProposal.id),
    /** The first author holds the code that opens the proposal for changes; co-authors said yes by a link. */
    role: text('role').$type<'author' | 'coauthor'>().notNull(),
    name: text('name').notNull(),
    showName: boolean('show_name').notNull(),
    email: text('email'),
    phone: text('phone'),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    /** SHA-256 of the code or link. */
    codeHash: text('code_hash'),
    confirmedAt: instant('confirmed_at'),
    eraseOn: date('erase_on').notNull(),
  },
  t => [
    index('pb_author_proposal').on(t.proposalId),
    index('pb_author_code').on(t.codeHash),
    index('pb_author_erase').on(t.eraseOn),
  ],
)

/** One row for each resident who supports a proposal; `supporter` is a keyed hash that means nothing elsewhere. */
export const pbSupport = table(
  'pb_support',
  {
    proposalId: text('proposal_id')
      .notNull()
      .references(() => pbProposal.id),
    supporter: text('supporter').notNull(),
    cycleId: text('cycle_id').notNull(),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.proposalId, t.supporter] }), index('pb_support_supporter').on(t.cycleId, t.supporter)],
)

/** What happened to a proposal, for everybody to see. */
export const pbProposalEvent = table(
  'pb_proposal_event',
  {
    id: text('id').primaryKey(),
    proposalId: text('proposal_id')
      .notNull()
      .references(() => pbProposal.id),
    kind: text('kind').notNull(),
    note: text('note'),
    /** `author`, `office`, `system`. */
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  t => [index('pb_proposal_event_proposal').on(t.proposalId, t.at)],
)

/** Where proposals were merged or split: each row leads from one to another. */
export const pbProposalLink = table(
  'pb_proposal_link',
  {
    fromId: text('from_id')
      .notNull()
      .references(() => pbProposal.id),
    toId: text('to_id')
      .notNull()
      .references(() => pbProposal.id),
    kind: text('kind').$type<'merged' | 'split'>().notNull(),
    reason: text('reason').notNull(),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.fromId, t.toId] }), index('pb_proposal_link_to').on(t.toId)],
)

/** The executive's judgement; public once `releasedAt` is set. */
export const pbReview = table(
  'pb_review',
  {
    proposalId: text('proposal_id')
      .primaryKey()
      .references(() => pbProposal.id),
    eligible: boolean('eligible'),
    /** A code of the cycle's rules, where it is not eligible. */
    ineligibleRule: text('ineligible_rule'),
    feasible: boolean('feasible'),
    /** Obligatory where it is not eligible or not feasible. */
    explanation: text('explanation'),
    /** In tyiyn: what the ballot shows. */
    price: integer('price'),
    priceExplanation: text('price_explanation'),
    firstYearCost: integer('first_year_cost'),
    runningCost: integer('running_cost'),
    durationMonths: integer('duration_months'),
    /** Answers that go out together. */
    batchId: text('batch_id'),
    releasedAt: instant('released_at'),
    version: integer('version').notNull().default(0),
    changedAt: instant('changed_at').notNull(),
    /** Changes since release, newest last: each with its reason. */
    earlier: json<
      readonly {
        readonly at: string
        readonly reason: string
        readonly price?: number | undefined
        readonly eligible?: boolean | undefined
        readonly feasible?: boolean | undefined
      }[]
    >('earlier'),
  },
  t => [index('pb_review_batch').on(t.batchId)],
)

/** An author's objection to a released answer, and what came of it. */
export const pbAppeal = table(
  'pb_appeal',
  {
    id: text('id').primaryKey(),
    proposalId: text('proposal_id')
      .notNull()
      .references(() => pbProposal.id),
    text: text('text').notNull(),
    at: instant('at').notNull(),
    answer: text('answer'),
    outcome: text('outcome').$type<'upheld' | 'rejected'>(),
    decidedAt: instant('decided_at'),
  },
  t => [index('pb_appeal_proposal').on(t.proposalId, t.at)],
)
