import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitsWithin } from '#features/municipalities/readUnitsWithin.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { TotalAxis, TotalCell, TotalsQuestion } from './rules/totalsQuestion.ts'
import { selectSummary, selectTotals } from './store/summary.ts'

const HUNDREDTHS = 100
const storedAxis = (axis: TotalAxis) => (axis === 'oblast' ? 'municipality' : axis)

/**
 * Counts of words, or people's ratings, by one or two of service, place and quarter. Cells are as they are, not suppressed:
 * what leaves the desk goes through `review`'s suppression.
 */
export async function readFeedbackTotals(
  app: App,
  viewer: Viewer,
  question: TotalsQuestion,
): Promise<Result<readonly TotalCell[], 'forbidden'>> {
  if (!may(viewer, 'totals.read')) return err('forbidden')
  const { rows, columns, measure, criterion, kind, place, code, from, until } = question
  const asked = [rows, ...(columns === 'none' || columns === rows ? [] : [columns])]
  const axes = [...new Set(asked.map(storedAxis))]
  const municipalityIds = place === undefined ? undefined : await readUnitsWithin(app, place)
  const search = { axes, municipalityIds, code, from, until }
  const detailed = measure === 'rating' ? criterion !== undefined : kind !== undefined
  const found = detailed
    ? await selectTotals(app.store.read, search, measure === 'rating' ? { criterion: criterion ?? '' } : { kind, criterion: '' })
    : await selectSummary(app.store.read, search, measure)
  const unit = detailed ? 1 : HUNDREDTHS
  const oblastOf = asked.includes('oblast') ? await oblasts(app) : undefined
  const key = (axis: TotalAxis, keys: readonly string[]): string => {
    const stored = keys[axes.indexOf(storedAxis(axis))] ?? ''
    return axis === 'oblast' ? (oblastOf?.get(stored) ?? '') : stored
  }
  const cells = new Map<string, { row: string; column: string; n: number; sum: number; sumOfSquares: number }>()
  for (const one of found) {
    if (one.n === 0) continue
    const [row, column] = [key(rows, one.keys), asked[1] ? key(asked[1], one.keys) : '']
    const cell = cells.get(`${row}\n${column}`) ?? { row, column, n: 0, sum: 0, sumOfSquares: 0 }
    cell.n += one.n
    cell.sum += one.sum / unit
    cell.sumOfSquares += one.sumOfSquares / unit ** 2
    cells.set(`${row}\n${column}`, cell)
  }
  return ok([...cells.values()])
}

/** Each municipality's oblast, or itself where it is a city of republican standing. */
async function oblasts(app: App): Promise<Map<string, string>> {
  const tree = await readUnitTree(app)
  return new Map(
    tree.flatMap(oblast =>
      [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)].map(
        unit => [unit.id, oblast.id] as const,
      ),
    ),
  )
}
