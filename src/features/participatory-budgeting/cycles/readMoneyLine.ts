import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import type { BudgetLine, BudgetSummary } from '#features/budgets/rules/budget.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from './rules/cycle.ts'

/** The line of a published budget that a cycle's money stands in, with its budget; undefined where none was chosen. */
export const readMoneyLine = async (
  app: App,
  { budgetLineId }: Pick<Cycle, 'budgetLineId'>,
): Promise<{ line: BudgetLine; budget: BudgetSummary } | undefined> =>
  budgetLineId === undefined ? undefined : readBudgetLine(app, budgetLineId)
