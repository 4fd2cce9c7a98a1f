import type { App } from '#src/app.ts'
import { readBudget } from './readBudget.ts'
import { readClassification } from './readClassification.ts'
import { type Budget, type BudgetStage, type BudgetSummary, tellsExecution } from './rules/budget.ts'
import { chooseBudget, planInForce } from './rules/choice.ts'
import type { Classification } from './rules/classification.ts'
import { selectLines, selectSummaries } from './store/budgets.ts'

export interface BudgetPage {
  readonly budget: Budget
  /** Every budget of the municipality, all years, stages and versions. */
  readonly all: readonly BudgetSummary[]
  /** The year before, to compare with: its plan in force (`planInForce`), whatever stage is shown. */
  readonly lastYear?: Pick<Budget, 'year' | 'stage' | 'lines'> | undefined
  /** The latest report on how far this year was carried out. */
  readonly execution?: BudgetSummary | undefined
  readonly classification: Classification
  /** Where it is shown, where that is not its public address: a preview. Nothing on it leads to what is not there yet. */
  readonly shownAt?: string | undefined
}

/** What the page of one year's budget shows; where there is no such budget, the years there are. */
export async function readBudgetPage(
  app: App,
  municipalityId: string,
  year: number,
  which: { readonly stage?: BudgetStage | undefined; readonly version?: number | undefined },
): Promise<{ found: true; page: BudgetPage } | { found: false; years: readonly number[] }> {
  const [budget, all] = await Promise.all([
    readBudget(app, municipalityId, year, which),
    selectSummaries(app.store.read, municipalityId),
  ])
  if (!budget) return { found: false, years: [...new Set(all.filter(one => one.isCurrent).map(one => one.year))] }
  return { found: true, page: await pageOf(app, budget, all) }
}

/** A budget with what it is shown beside: `all` of the municipality's, itself among them. */
export async function pageOf(app: App, budget: Budget, all: readonly BudgetSummary[]): Promise<BudgetPage> {
  const { year } = budget
  const last = planInForce(all.filter(one => one.year === year - 1 && one.isCurrent))
  const reports = all.filter(one => one.year === year && one.isCurrent && tellsExecution(one.stage))
  const lastYear = last && { year: last.year, stage: last.stage, lines: await selectLines(app.store.read, last.id) }
  const execution = tellsExecution(budget.stage) ? budget : chooseBudget(reports)
  return { budget, all, lastYear, execution, classification: readClassification() }
}
