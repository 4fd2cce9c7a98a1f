import { listBudgets } from '#features/budgets/listBudgets.ts'
import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import { lineName } from '#features/budgets/rules/lineName.ts'
import type { BudgetStage } from '#features/budgets/rules/budget.ts'
import { readVillages, type Village } from '#features/municipalities/readVillages.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { readCatalogue } from './readCatalogue.ts'
import type { Catalogue } from './rules/catalogue.ts'

/** What the form offers to choose from in one municipality. */
export interface FormOptions {
  readonly catalogue: Catalogue
  readonly budgets: readonly { readonly id: string; readonly year: number; readonly stage: BudgetStage }[]
  /** The line the reader came from, where it is this municipality's. */
  readonly line: { readonly id: string; readonly name: string } | undefined
  readonly villages: readonly Village[]
}

/** Budgets (the present version of each stage, newest year first), the line asked for, villages, services. */
export async function readFormOptions(
  app: App,
  municipalityId: string,
  lineId: string | undefined,
  lang: Lang,
): Promise<FormOptions> {
  const known = lineId !== undefined && /^[\w-]{1,64}$/.test(lineId) ? lineId : undefined
  const [budgets, villages, found] = await Promise.all([
    listBudgets(app, municipalityId),
    readVillages(app, municipalityId),
    known === undefined ? undefined : readBudgetLine(app, known),
  ])
  return {
    catalogue: readCatalogue(),
    budgets: budgets.filter(budget => budget.isCurrent).map(({ id, year, stage }) => ({ id, year, stage })),
    line: found?.budget.municipalityId === municipalityId ? { id: found.line.id, name: lineName(found.line, lang) } : undefined,
    villages,
  }
}
