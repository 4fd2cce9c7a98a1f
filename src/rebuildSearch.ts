import { indexAllLines } from '#features/budgets/indexLines.ts'
import { indexAllWords } from '#features/feedback/indexWord.ts'
import { indexAllHearings } from '#features/hearings/hearingDocuments.ts'
import { indexAllCycles } from '#features/participatory-budgeting/cycles/cycleDocuments.ts'
import { indexAllProposals } from '#features/participatory-budgeting/proposals/indexProposal.ts'
import { indexAllPractices } from '#features/practices/indexAllPractices.ts'
import { indexAllReports } from '#features/reports/indexReport.ts'
import { isFindable, refoldDocuments } from '#features/search/refoldDocuments.ts'
import type { App } from './app.ts'

export interface Rebuilt {
  readonly budgets: number
  readonly words: number
  readonly reports: number
  readonly hearings: number
  readonly practices: number
  readonly cycles: number
  readonly proposals: number
  readonly refolded: number
}

/**
 * Builds the index anew while the portal runs: everything published is read from its room, and everything is folded as this
 * version folds. Safe to run again.
 */
export async function rebuildSearch(app: App): Promise<Rebuilt> {
  return {
    budgets: await indexAllLines(app),
    words: await indexAllWords(app),
    reports: await indexAllReports(app),
    hearings: await indexAllHearings(app),
    practices: await indexAllPractices(app),
    cycles: await indexAllCycles(app),
    proposals: await indexAllProposals(app),
    refolded: await refoldDocuments(app),
  }
}

/** Fills the index once on a store from before search: each kind that has nothing findable is read from its room. */
export async function fillSearch(app: App): Promise<void> {
  if (!(await isFindable(app, 'budgetLine'))) await indexAllLines(app)
  if (!(await isFindable(app, 'feedback'))) await indexAllWords(app)
}
