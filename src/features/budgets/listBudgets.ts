import type { App } from '#src/app.ts'
import type { BudgetSummary } from './rules/budget.ts'
import { selectSummaries } from './store/budgets.ts'

/**
 * Every budget of a municipality with its amounts, all stages and versions, the latest year first.
 * `chooseBudget` and `headlineBudget` (rules/choice.ts) pick the one to show; `sizeOf` says how much it is.
 */
export const listBudgets = (app: App, municipalityId: string): Promise<BudgetSummary[]> =>
  selectSummaries(app.store.read, municipalityId)
