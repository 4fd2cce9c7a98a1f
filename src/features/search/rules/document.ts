import type { IsoDate } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'

export const SEARCH_KINDS = ['budgetLine', 'report', 'practice', 'hearing', 'feedback', 'cycle', 'proposal'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** Something that everybody may find, in one of the languages it is written in. */
export interface SearchDocument {
  readonly kind: SearchKind
  /** The thing's id in its room. */
  readonly subjectId: string
  readonly lang: Lang
  readonly municipalityId?: string | undefined
  readonly title: string
  /** Plain text, without marks of Markdown. */
  readonly body: string
  /** Address after the language, e.g. `/m/myrza-ake/reports/2025`. */
  readonly path: string
  readonly at?: IsoDate | undefined
  readonly isDemo: boolean
}
