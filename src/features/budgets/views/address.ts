import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { type BudgetQuery, queryString } from '../forms/budgetQuery.ts'

/** The same budget asked for in another way: stage and version stay unless they are changed. */
export const budgetAddress = (lang: Lang, slug: string, year: number, query: Partial<BudgetQuery>, hash = ''): string =>
  `${paths.budget(lang, slug, year)}${queryString(query)}${hash}`

/** A line's place in the table. */
export const lineHash = (line: { readonly position: number }): string => `#l${line.position}`
