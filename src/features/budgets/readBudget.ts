import type { App } from '#src/app.ts'
import type { Budget, BudgetStage, BudgetSummary } from './rules/budget.ts'
import { chooseBudget } from './rules/choice.ts'
import { selectFindings, selectLines, selectSummaries, selectSummaryById } from './store/budgets.ts'

/**
 * One budget whole. Without a stage the one in force for the year is chosen (`chooseBudget`), without a version the
 * latest; undefined where there is none.
 */
export async function readBudget(
  app: App,
  municipalityId: string,
  year: number,
  which: { readonly stage?: BudgetStage | undefined; readonly version?: number | undefined } = {},
): Promise<Budget | undefined> {
  const ofYear = (await selectSummaries(app.store.read, municipalityId)).filter(budget => budget.year === year)
  const stage = which.stage ?? chooseBudget(ofYear)?.stage
  const found = ofYear.find(
    budget => budget.stage === stage && (which.version === undefined ? budget.isCurrent : budget.version === which.version),
  )
  return found && whole(app, found)
}

/** One version of a budget by its id, current or not. */
export async function readBudgetById(app: App, id: string): Promise<Budget | undefined> {
  const found = await selectSummaryById(app.store.read, id)
  return found && whole(app, found)
}

async function whole(app: App, summary: BudgetSummary): Promise<Budget> {
  const [lines, findings] = await Promise.all([
    selectLines(app.store.read, summary.id),
    selectFindings(app.store.read, summary.id),
  ])
  return { ...summary, lines, findings }
}
