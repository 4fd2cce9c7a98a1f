import { readBudget } from '#features/budgets/readBudget.ts'
import type { Budget } from '#features/budgets/rules/budget.ts'
import type { App } from '#src/app.ts'
import type { Hearing } from './rules/hearing.ts'

/**
 * The budget a hearing is about; while that of its year is not on the portal, that of the year before, whose lines are the
 * ones people know.
 */
export async function readHeardBudget(
  app: App,
  { municipalityId, budgetYear }: Pick<Hearing, 'municipalityId' | 'budgetYear'>,
): Promise<Budget | undefined> {
  if (budgetYear === undefined) return undefined
  return (await readBudget(app, municipalityId, budgetYear)) ?? readBudget(app, municipalityId, budgetYear - 1)
}
