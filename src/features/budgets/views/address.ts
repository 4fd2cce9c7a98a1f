import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { BudgetPage } from '../readBudgetPage.ts'
import { type BudgetQuery, queryString } from '../forms/budgetQuery.ts'

/** The same budget asked for in another way: stage and version stay unless they are changed. */
export const budgetAddress = (lang: Lang, slug: string, year: number, query: Partial<BudgetQuery>, hash = ''): string =>
  `${paths.budget(lang, slug, year)}${queryString(query)}${hash}`

/** The page that is shown, asked for in another way: at its public address, or where it is previewed. */
export function pageAddress(lang: Lang, slug: string, page: BudgetPage, query: Partial<BudgetQuery>, hash = ''): string {
  if (page.shownAt === undefined) return budgetAddress(lang, slug, page.budget.year, query, hash)
  return `${page.shownAt}${queryString({ ...query, stage: undefined, version: undefined })}${hash}`
}

/** A line's place in the table. */
export const lineHash = (line: { readonly position: number }): string => `#l${line.position}`
