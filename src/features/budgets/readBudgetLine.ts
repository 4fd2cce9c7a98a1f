import type { App } from '#src/app.ts'
import type { BudgetLine, BudgetSummary } from './rules/budget.ts'
import { selectLineWithBudget } from './store/budgets.ts'

/** One line with the budget it stands in, whatever its version; undefined where the id is unknown. */
export const readBudgetLine = (app: App, lineId: string): Promise<{ line: BudgetLine; budget: BudgetSummary } | undefined> =>
  selectLineWithBudget(app.store.read, lineId)
