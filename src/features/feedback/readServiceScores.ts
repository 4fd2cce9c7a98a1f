import type { App } from '#src/app.ts'
import { readCatalogue } from './readCatalogue.ts'
import type { CatalogueItem } from './rules/catalogue.ts'
import { type Score, type ScoreSums, scoreOf } from './rules/scores.ts'
import { selectCriterionSums, selectMeanSums } from './store/totals.ts'

export interface ServiceScore {
  readonly item: CatalogueItem
  /** Over each person's mean rating: a person counts once. */
  readonly overall: Score
  readonly criteria: readonly { readonly code: string; readonly score: Score }[]
  /** Words about it, with or without ratings. */
  readonly words: number
}

/** Every service and delegated power of the catalogue with how residents of one municipality rate it, all time. */
export async function readServiceScores(app: App, municipalityId: string): Promise<ServiceScore[]> {
  const catalogue = readCatalogue()
  const [criterionSums, meanSums] = await Promise.all([
    selectCriterionSums(app.store.read, municipalityId),
    selectMeanSums(app.store.read, municipalityId),
  ])
  const sumsOf = (code: string, criterion: string): ScoreSums =>
    criterionSums.find(row => row.code === code && row.criterion === criterion) ?? { n: 0, sum: 0, sumOfSquares: 0 }
  const score = (sums: ScoreSums) => scoreOf(sums, catalogue.smallestShown)
  return catalogue.services.map(item => ({
    item,
    overall: score(meanSums.find(row => row.code === item.code) ?? { n: 0, sum: 0, sumOfSquares: 0 }),
    criteria: item.criteria.map(code => ({ code, score: score(sumsOf(item.code, code)) })),
    words: sumsOf(item.code, '').n,
  }))
}
