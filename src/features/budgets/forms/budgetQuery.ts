import { z } from 'zod'
import { SIDES, STAGES } from '../rules/budget.ts'

export const SHOWN = ['plan', 'actual', 'lastYear'] as const
export const SORTS = ['order', 'amount', 'name'] as const

/**
 * What a budget page is asked for in its address. Whatever is not understood counts as not said: an address that somebody
 * mistyped still shows the budget.
 */
export const budgetQuery = z.object({
  stage: z.enum(STAGES).optional().catch(undefined),
  version: z.coerce.number().int().min(1).max(9_999).optional().catch(undefined),
  /** What the bars are drawn from. */
  show: z.enum(SHOWN).optional().catch(undefined),
  side: z.enum(SIDES).optional().catch(undefined),
  /** Division of the functional classification: lines of one bar. */
  group: z
    .string()
    .regex(/^7\d{2}$/)
    .optional()
    .catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  sort: z.enum(SORTS).default('order').catch('order'),
})
export type BudgetQuery = z.output<typeof budgetQuery>

export const readBudgetQuery = (params: URLSearchParams): BudgetQuery => {
  const said = Object.fromEntries([...params].filter(([, value]) => value !== ''))
  return budgetQuery.parse(said)
}

/** The query string of the same page with something changed; what is not said stays out of it. */
export function queryString(query: Partial<BudgetQuery>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '' && !(name === 'sort' && value === 'order')) params.set(name, String(value))
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
