import { indexAllLines } from '#features/budgets/indexLines.ts'
import { indexAllWords } from '#features/feedback/indexWord.ts'
import { isFindable, refoldDocuments } from '#features/search/refoldDocuments.ts'
import type { App } from './app.ts'

export interface Rebuilt {
  readonly budgets: number
  readonly words: number
  readonly refolded: number
}

/**
 * Builds the index anew while the portal runs: budgets and residents' words are read from their rooms, everything is folded
 * as this version folds. Reports, hearings and practices have been indexed since they exist. Safe to run again.
 */
export async function rebuildSearch(app: App): Promise<Rebuilt> {
  return { budgets: await indexAllLines(app), words: await indexAllWords(app), refolded: await refoldDocuments(app) }
}

/** Fills the index once on a store from before search: each kind that has nothing findable is read from its room. */
export async function fillSearch(app: App): Promise<void> {
  if (!(await isFindable(app, 'budgetLine'))) await indexAllLines(app)
  if (!(await isFindable(app, 'feedback'))) await indexAllWords(app)
}
