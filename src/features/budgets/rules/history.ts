import type { Tyiyn } from '#platform/money.ts'
import type { BudgetStage, BudgetSummary, Side } from './budget.ts'
import { planInForce } from './choice.ts'

/**
 * Years side by side: the plan in force (of the year that is shown, the plan that is shown) with its stage, and what was
 * done in the whole year (a part of a year would look like a fall). Of spending where it is known anywhere, else of revenue.
 * The earliest year first.
 */
export function yearsOf(
  all: readonly BudgetSummary[],
  shown: BudgetSummary,
): {
  side: Side
  years: { year: number; stage: BudgetStage | undefined; plan: Tyiyn | undefined; actual: Tyiyn | undefined }[]
} {
  const current = all.filter(budget => budget.isCurrent)
  const side: Side = current.some(budget => budget.expenditure.plan !== undefined) ? 'expenditure' : 'revenue'
  const years = [...new Set(current.map(budget => budget.year))].sort((a, b) => a - b)
  const rows = years.map(year => {
    const ofYear = current.filter(budget => budget.year === year)
    const inForce = year === shown.year && shown[side].plan !== undefined ? shown : planInForce(ofYear)
    const plan = inForce?.[side].plan
    return {
      year,
      stage: plan === undefined ? undefined : inForce?.stage,
      plan,
      actual: ofYear.find(budget => budget.stage === 'execution')?.[side].actual,
    }
  })
  return { side, years: rows.filter(row => row.plan !== undefined || row.actual !== undefined) }
}
