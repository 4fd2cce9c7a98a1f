import { boolean, date, index, instant, integer, json, table, text, uniqueIndex } from '../columns.ts'

type Lang = 'ky' | 'ru' | 'en'
type InLanguages = Readonly<Partial<Record<Lang, string>>>

/** The words of a practice in one language. */
export interface PracticeWords {
  readonly title: string
  /** Paragraphs, parted by empty lines. */
  readonly problem: string
  readonly solution: string
  readonly result: string
}

/** A result in figures: what was counted, before and after. Numbers as their office writes them. */
export interface PracticeFigure {
  readonly what: InLanguages
  readonly unit: InLanguages
  readonly before: string
  readonly after: string
}

export type Payer = 'localBudget' | 'republicanBudget' | 'grant' | 'residents' | 'business'

/** What an office writes about a practice. Each part may be missing until it is handed in (rules/completeness.ts). */
export interface PracticeContent {
  /** One of rules/topics.ts. */
  readonly topic?: string | undefined
  readonly texts: Readonly<Partial<Record<Lang, PracticeWords>>>
  /** Tyiyn, all in all; 0 is a practice that cost no money. */
  readonly cost?: number | undefined
  /** Tyiyn, by who paid. */
  readonly shares: Readonly<Partial<Record<Payer, number>>>
  /** People that it serves. */
  readonly covered?: number | undefined
  /** `2024` or `2024-03`. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly figures: readonly PracticeFigure[]
  /** An office, never a private person. */
  readonly contact: {
    readonly office?: string | undefined
    readonly phone?: string | undefined
    readonly email?: string | undefined
  }
}

/** Where an entry that no municipality handed in was read. */
export interface PracticeSource {
  readonly title: string
  readonly url: string
  /** As printed: `2024-05-12`, `2024-05` or `2024`. */
  readonly date?: string | undefined
  /** Where it was done, as the source says, where that is no municipality of today. */
  readonly place?: InLanguages | undefined
  /** What the source leaves open, in the three languages; shown as "to be confirmed". */
  readonly unsure?: InLanguages | undefined
}

export type PracticeState = 'draft' | 'submitted' | 'sentBack' | 'published' | 'withdrawn'

/** A practice: what its office works on, and beside it what everybody reads. */
export const practice = table(
  'practice',
  {
    id: text('id').primaryKey(),
    /** Its place in an address; kept when the title changes. */
    slug: text('slug').notNull(),
    /** Null for what was read in a source that names no municipality of today. */
    municipalityId: text('municipality_id'),
    /** Of what the office works on; what was published before stays public meanwhile. */
    state: text('state').$type<PracticeState>().notNull(),
    /** Counts up with each change, for whoever edits at the same time. */
    version: integer('version').notNull(),
    content: json<PracticeContent>('content').notNull(),
    published: json<PracticeContent>('published'),
    isPublic: boolean('is_public').notNull(),
    /** Of what is published, to find it by. */
    topic: text('topic'),
    cost: integer('cost'),
    publishedAt: instant('published_at'),
    /** When what is public last changed. */
    revisedAt: instant('revised_at'),
    /** Editors' choice since. */
    chosenAt: instant('chosen_at'),
    submittedAt: instant('submitted_at'),
    withdrawnReason: text('withdrawn_reason'),
    source: json<PracticeSource>('source'),
    createdAt: instant('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    changedAt: instant('changed_at').notNull(),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    uniqueIndex('practice_slug').on(t.slug),
    index('practice_municipality').on(t.municipalityId),
    index('practice_public').on(t.isPublic, t.publishedAt),
    index('practice_state').on(t.state, t.submittedAt),
  ],
)

/** What DPI and the office write to each other about a practice; never public. */
export const practiceComment = table(
  'practice_comment',
  {
    id: text('id').primaryKey(),
    practiceId: text('practice_id')
      .notNull()
      .references(() => practice.id),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    side: text('side').$type<'dpi' | 'office'>().notNull(),
    /** `sentBack`: what has to be mended. */
    kind: text('kind').$type<'comment' | 'sentBack'>().notNull(),
    text: text('text').notNull(),
  },
  t => [index('practice_comment_practice').on(t.practiceId, t.at)],
)

/** A municipality that wants to do the same, or does. */
export const practiceAdoption = table(
  'practice_adoption',
  {
    id: text('id').primaryKey(),
    practiceId: text('practice_id')
      .notNull()
      .references(() => practice.id),
    municipalityId: text('municipality_id').notNull(),
    state: text('state').$type<'wanted' | 'adopted'>().notNull(),
    /** Of the office, for everybody: what it wants to know, or what it did differently. */
    note: text('note'),
    since: instant('since').notNull(),
    adoptedOn: date('adopted_on'),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    uniqueIndex('practice_adoption_once').on(t.practiceId, t.municipalityId),
    index('practice_adoption_municipality').on(t.municipalityId),
  ],
)
