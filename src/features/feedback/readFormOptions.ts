import { listBudgets } from '#features/budgets/listBudgets.ts'
import { readBudgetLine } from '#features/budgets/readBudgetLine.ts'
import { lineName } from '#features/budgets/rules/lineName.ts'
import type { BudgetStage } from '#features/budgets/rules/budget.ts'
import { readHearing } from '#features/hearings/readHearing.ts'
import { textFor as wordsFor } from '#features/hearings/rules/hearing.ts'
import { readPublishedReport } from '#features/reports/readPublishedReport.ts'
import { textFor } from '#features/reports/rules/report.ts'
import { readVillages, type Village } from '#features/municipalities/readVillages.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import type { FindAbove } from './findSubject.ts'
import { readCatalogue } from './readCatalogue.ts'
import type { Catalogue } from './rules/catalogue.ts'

/** What the form offers to choose from in one municipality. */
export interface FormOptions {
  readonly catalogue: Catalogue
  readonly budgets: readonly { readonly id: string; readonly year: number; readonly stage: BudgetStage }[]
  /** The line the reader came from, where it is this municipality's. */
  readonly line: { readonly id: string; readonly name: string } | undefined
  /** The report the reader came from, likewise. */
  readonly report: { readonly id: string; readonly name: string } | undefined
  /** The hearing the reader came from, likewise. */
  readonly hearing: { readonly id: string; readonly name: string } | undefined
  /** The proposal the reader came from, likewise. */
  readonly proposal: { readonly id: string; readonly name: string } | undefined
  readonly villages: readonly Village[]
}

/** Budgets (the present version of each stage, newest year first), the line, report and hearing asked for, villages, services. */
export async function readFormOptions(
  app: App,
  municipalityId: string,
  came: Readonly<Partial<Record<'line' | 'report' | 'hearing' | 'proposal', string | undefined>>>,
  lang: Lang,
  findAbove?: FindAbove,
): Promise<FormOptions> {
  const known = (id: string | undefined) => (id !== undefined && /^[\w-]{1,64}$/.test(id) ? id : undefined)
  const [lineId, reportId, hearingId] = [known(came.line), known(came.report), known(came.hearing)]
  const proposalId = known(came.proposal)
  const [budgets, villages, found, report, hearing, proposal] = await Promise.all([
    listBudgets(app, municipalityId),
    readVillages(app, municipalityId),
    lineId === undefined ? undefined : readBudgetLine(app, lineId),
    reportId === undefined ? undefined : readPublishedReport(app, reportId),
    hearingId === undefined ? undefined : readHearing(app, hearingId),
    proposalId === undefined ? undefined : findAbove?.(municipalityId, { type: 'proposal', id: proposalId }),
  ])
  return {
    catalogue: readCatalogue(),
    budgets: budgets.filter(budget => budget.isCurrent).map(({ id, year, stage }) => ({ id, year, stage })),
    line: found?.budget.municipalityId === municipalityId ? { id: found.line.id, name: lineName(found.line, lang) } : undefined,
    report:
      report?.municipalityId === municipalityId
        ? { id: report.id, name: textFor(report.texts, lang)?.text.title ?? '' }
        : undefined,
    hearing:
      hearing?.municipalityId === municipalityId ? { id: hearing.id, name: wordsFor(hearing.title, lang).text } : undefined,
    proposal: proposalId !== undefined && proposal ? { id: proposalId, name: proposal.label } : undefined,
    villages,
  }
}
