import type { SQL } from 'drizzle-orm'
import { boolean, date, index, sequence, table, text, uniqueIndex } from '../columns.ts'
import { type AskedFor, foundRows, type Narrowed } from '../fullText.ts'

export type SearchKind = 'budgetLine' | 'report' | 'practice' | 'hearing' | 'feedback' | 'cycle' | 'proposal'

/** What can be found, one row for each language it is written in; written by the room whose thing it is. */
export const searchDocument = table(
  'search_document',
  {
    /** Joins the full-text index on SQLite, so a number. */
    id: sequence('id'),
    kind: text('kind').$type<SearchKind>().notNull(),
    /** The thing's id in its room. */
    subjectId: text('subject_id').notNull(),
    lang: text('lang').$type<'ky' | 'ru' | 'en'>().notNull(),
    municipalityId: text('municipality_id'),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** Both as search compares them: words of small letters with one space between, folded by the room when it writes. */
    foldedTitle: text('folded_title').notNull(),
    foldedBody: text('folded_body').notNull(),
    /** Address after the language, e.g. `/m/myrza-ake/reports/2025`. */
    path: text('path').notNull(),
    /** What the thing is dated. */
    at: date('at'),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [
    uniqueIndex('search_document_subject').on(t.kind, t.subjectId, t.lang),
    index('search_document_municipality').on(t.municipalityId),
  ],
)

/** A subquery `found` of the rows that hold every word, the newest of them, with `id` and whether the title does (`named`). */
export const rowsThatHold = (words: readonly AskedFor[], narrowed: Narrowed): SQL => foundRows(words, narrowed)
