import { type BudgetStage, type BudgetSummary, tellsExecution } from './budget.ts'
import type { Tyiyn } from '#platform/money.ts'

// What a resident looks for first: what the year came to, else what is in force, else what is proposed.
const PREFERENCE: Record<BudgetStage, number> = {
  execution: 7,
  amended: 6,
  approved: 5,
  'execution-9m': 4,
  'execution-h1': 3,
  'execution-q1': 2,
  draft: 1,
  outlook: 0,
}

/** Which of one year's budgets to show where nobody asked for a stage: whole years first, in force before proposed. */
export function chooseBudget<T extends Pick<BudgetSummary, 'stage' | 'isCurrent'>>(budgets: readonly T[]): T | undefined {
  return budgets
    .filter(budget => budget.isCurrent)
    .reduce<T | undefined>((best, one) => (best && PREFERENCE[best.stage] >= PREFERENCE[one.stage] ? best : one), undefined)
}

/**
 * Whose plan stands for a year wherever years are compared: the amended budget's, else the approved one's, else what was
 * proposed; a report's own plan only where nothing else is known.
 */
export const planInForce = <T extends Pick<BudgetSummary, 'stage' | 'isCurrent'>>(ofYear: readonly T[]): T | undefined =>
  chooseBudget(ofYear.filter(budget => !tellsExecution(budget.stage))) ?? chooseBudget(ofYear)

/** The budget a municipality is known by on a given date: of this year, else the latest year before, else the next one. */
export function headlineBudget<T extends Pick<BudgetSummary, 'stage' | 'isCurrent' | 'year'>>(
  budgets: readonly T[],
  thisYear: number,
): T | undefined {
  const years = [...new Set(budgets.map(budget => budget.year))].sort((a, b) => rank(b, thisYear) - rank(a, thisYear))
  return years[0] === undefined ? undefined : chooseBudget(budgets.filter(budget => budget.year === years[0]))
}
const rank = (year: number, thisYear: number): number => (year <= thisYear ? year : -year)

/** How much a budget is: planned expenditure, else planned revenue. */
export const sizeOf = (budget: Pick<BudgetSummary, 'revenue' | 'expenditure'>): Tyiyn | undefined =>
  budget.expenditure.plan ?? budget.revenue.plan ?? budget.expenditure.actual ?? budget.revenue.actual
