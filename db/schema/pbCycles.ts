import { boolean, index, instant, integer, json, primaryKey, table, text, uniqueIndex } from '../columns.ts'
import { unit } from './municipalities.ts'

export type PhaseKind =
  'informing' | 'proposing' | 'supporting' | 'reviewing' | 'pricing' | 'voting' | 'checking' | 'results' | 'implementation'

/** How a voter chooses; limits are checked on the server against the frozen rules. */
export type BallotRule =
  | { readonly type: 'approval'; readonly min: number; readonly max: number }
  /** Any projects that together fit into the pot. */
  | { readonly type: 'knapsack' }
  | { readonly type: 'points'; readonly total: number; readonly most: number }
  | { readonly type: 'ranking'; readonly most: number }

/** The rules of a cycle as data: published with it, frozen when voting opens. */
export interface CycleRules {
  readonly propose: {
    readonly who: 'residents' | 'anyone'
    /** Codes of reasons for which a proposal may be found not eligible, beside those of every cycle. */
    readonly maxCost?: number | undefined
  }
  readonly support: { readonly needed: number; readonly mostEach: number }
  readonly vote: {
    readonly minAge: number
    readonly channels: { readonly code: boolean; readonly eid: boolean; readonly paper: boolean }
    /** Whether the eID supplies the personal number that the local roll holds: only then it may stand beside codes and paper. */
    readonly eidKnowsPerson: boolean
    readonly mayChange: boolean
  }
  readonly ballot: BallotRule
  readonly count: {
    readonly rule: 'greedy' | 'greedy-no-skip' | 'equal-shares' | 'phragmen'
    readonly utility?: 'cost' | 'cardinality' | undefined
    readonly completion?: 'none' | 'utilitarian' | 'add1' | 'add1u' | undefined
    /** Of the greedy rule: a project with a lower score is out. */
    readonly threshold?: number | undefined
    /** What decides between equals before the lot: cost, then votes, where nothing is said; or votes, then cost. */
    readonly tieOrder?: 'costFirst' | 'scoreFirst' | undefined
    /** Which public value, known only after voting, decides a tie last: words for everybody, such as a lottery's drawing. */
    readonly seedSource: string
  }
  readonly publish: {
    /** A pot needs so many people entitled to vote. */
    readonly leastEntitled: number
    /** Pots and villages with fewer ballots are merged in what is published. */
    readonly leastBallots: number
    /** Smallest number shown by sex and age. */
    readonly leastCell: number
    /** Days after the result in which it may be objected to; keys and names of voters are destroyed after it. */
    readonly objectionDays: number
    /** How many members of the commission sign the result. */
    readonly signatures: number
  }
}

/** Whether residents see a cycle; its phase follows from dates and is stored nowhere. */
export type CycleState = 'draft' | 'published' | 'cancelled'

/** One round of participatory budgeting. */
export const pbCycle = table(
  'pb_cycle',
  {
    /** Short and public: it stands in the address, as `ala-buka-2026`. */
    id: text('id').primaryKey(),
    /** The municipality that leads; its office works on the cycle. */
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
    titleKy: text('title_ky').notNull(),
    titleRu: text('title_ru'),
    titleEn: text('title_en'),
    leadKy: text('lead_ky'),
    leadRu: text('lead_ru'),
    leadEn: text('lead_en'),
    /** Year of the budget that the money is in. */
    budgetYear: integer('budget_year').notNull(),
    /** The line of a published budget that the amount is part of, and what it was called. */
    budgetLineId: text('budget_line_id'),
    budgetLineName: text('budget_line_name'),
    /** In tyiyn; with areas, the sum of their pots. */
    amount: integer('amount').notNull(),
    state: text('state').$type<CycleState>().notNull(),
    rules: json<CycleRules>('rules').notNull(),
    version: integer('version').notNull().default(0),
    publishedAt: instant('published_at'),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
    createdAt: instant('created_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [index('pb_cycle_municipality').on(t.municipalityId, t.createdAt), index('pb_cycle_state').on(t.state)],
)

/** Municipalities that take part beside the one that leads. */
export const pbCyclePlace = table(
  'pb_cycle_place',
  {
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    municipalityId: text('municipality_id')
      .notNull()
      .references(() => unit.id),
  },
  t => [primaryKey({ columns: [t.cycleId, t.municipalityId] }), index('pb_cycle_place_municipality').on(t.municipalityId)],
)

/** A part of the place with a pot of its own: a village, or several. A cycle has at least one; `whole` is the usual only one. */
export const pbArea = table(
  'pb_area',
  {
    id: text('id').primaryKey(),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    position: integer('position').notNull(),
    nameKy: text('name_ky').notNull(),
    nameRu: text('name_ru'),
    nameEn: text('name_en'),
    /** In tyiyn. */
    pot: integer('pot').notNull(),
    /** How many people are entitled to vote there. */
    entitled: integer('entitled').notNull(),
  },
  t => [uniqueIndex('pb_area_position').on(t.cycleId, t.position)],
)

/** When a phase begins and ends (the end excluded); a phase without a row is off. */
export const pbPhase = table(
  'pb_phase',
  {
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    kind: text('kind').$type<PhaseKind>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** Of the vote: when voting by code and eID ends, before the polling points open. */
    onlineEndsAt: instant('online_ends_at'),
  },
  t => [primaryKey({ columns: [t.cycleId, t.kind] }), index('pb_phase_time').on(t.kind, t.startsAt)],
)

/** What was frozen when voting opened (number 1), and each amendment since. Never changed, never removed. */
export const pbFrozen = table(
  'pb_frozen',
  {
    id: text('id').primaryKey(),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    number: integer('number').notNull(),
    /** Canonical JSON of rules, projects and prices: kept as text, since its hash is published. */
    content: text('content').notNull(),
    sha256: text('sha256').notNull(),
    /** Why it was amended; none for the first. */
    reason: text('reason'),
    /** Name of who amended it, as it stands on the page. */
    by: text('by').notNull(),
    at: instant('at').notNull(),
  },
  t => [uniqueIndex('pb_frozen_number').on(t.cycleId, t.number)],
)
