import type { ScoreSums } from '#features/feedback/rules/scores.ts'
import { type Score, scoreOf } from '#features/feedback/rules/scores.ts'
import type { TotalCell } from '#features/feedback/rules/totalsQuestion.ts'
import { hiddenCells, SMALLEST_CELL, withMargins } from './suppression.ts'

/** A cell as it may be shown: nobody, too few to show (or cover for those), or how many and their score. */
export type ShownCell =
  | { readonly shown: true; readonly n: number; readonly score?: Extract<Score, { shown: true }> | undefined }
  | { readonly shown: false }

export interface TotalsTable {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** `cells[row][column]`; the last of both are the totals. */
  readonly cells: readonly (readonly ShownCell[])[]
  readonly hidden: number
}

/** Where rating is counted, each cell carries its score; `order` gives the places of known keys, unknown ones come last. */
export function totalsTable(
  found: readonly TotalCell[],
  asked: { readonly rating: boolean; readonly rowOrder: readonly string[]; readonly columnOrder: readonly string[] },
): TotalsTable {
  const rows = inOrder(new Set(found.map(cell => cell.row)), asked.rowOrder)
  const columns = inOrder(new Set(found.map(cell => cell.column)), asked.columnOrder)
  const grid = (value: (cell: TotalCell) => number): number[][] => {
    const [rowAt, columnAt] = [placesOf(rows), placesOf(columns)]
    const inner = rows.map(() => columns.map(() => 0))
    for (const cell of found) {
      const line = inner[rowAt.get(cell.row) as number] as number[]
      line[columnAt.get(cell.column) as number] = value(cell)
    }
    return withMargins(inner)
  }
  const counts = grid(cell => cell.n)
  const [sums, squares] = [grid(cell => cell.sum), grid(cell => cell.sumOfSquares)]
  const hidden = hiddenCells(counts)
  const cells = counts.map((line, r) =>
    line.map((n, c): ShownCell => {
      if (hidden[r]?.[c]) return { shown: false }
      const score = asked.rating ? scoreIn({ n, sum: sums[r]?.[c] ?? 0, sumOfSquares: squares[r]?.[c] ?? 0 }) : undefined
      return { shown: true, n, score }
    }),
  )
  return { rows, columns, cells, hidden: hidden.flat().filter(Boolean).length }
}

const scoreIn = (sums: ScoreSums): Extract<Score, { shown: true }> | undefined => {
  const score = scoreOf(sums, SMALLEST_CELL)
  return score.shown ? score : undefined
}

const placesOf = (keys: readonly string[]): Map<string, number> => new Map(keys.map((key, place) => [key, place]))

function inOrder(keys: ReadonlySet<string>, order: readonly string[]): string[] {
  const places = placesOf(order)
  const place = (key: string) => places.get(key) ?? order.length
  return [...keys].sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
}
