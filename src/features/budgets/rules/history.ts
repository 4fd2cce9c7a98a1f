import type { Tyiyn } from '#platform/money.ts'
import { type BudgetSummary, type Side, tellsExecution } from './budget.ts'
import { chooseBudget } from './choice.ts'

/**
 * Years side by side: the plan in force and what was done in the whole year (a part of a year would look like a fall).
 * Of spending where it is known anywhere, else of revenue. The earliest year first.
 */
export function yearsOf(all: readonly BudgetSummary[]): {
  side: Side
  years: { year: number; plan: Tyiyn | undefined; actual: Tyiyn | undefined }[]
} {
  const current = all.filter(budget => budget.isCurrent)
  const side: Side = current.some(budget => budget.expenditure.plan !== undefined) ? 'expenditure' : 'revenue'
  const years = [...new Set(current.map(budget => budget.year))].sort((a, b) => a - b)
  const rows = years.map(year => {
    const ofYear = current.filter(budget => budget.year === year)
    const inForce = chooseBudget(ofYear.filter(budget => !tellsExecution(budget.stage))) ?? chooseBudget(ofYear)
    return { year, plan: inForce?.[side].plan, actual: ofYear.find(budget => budget.stage === 'execution')?.[side].actual }
  })
  return { side, years: rows.filter(row => row.plan !== undefined || row.actual !== undefined) }
}
