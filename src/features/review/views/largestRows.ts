import type { ShownCell } from '../rules/totalsTable.ts'

/** A page shows this many rows; files have all. */
const MOST_ROWS = 100

/**
 * Which rows a page shows: all, or the hundred with the largest totals, in the order of the table. A hidden total counts as
 * smallest, so that the choice tells nothing about it.
 */
export function largestRows(cells: readonly (readonly ShownCell[])[]): number[] {
  const rows = cells.slice(0, -1).map((line, row) => {
    const total = line.at(-1)
    return { row, n: total?.shown ? total.n : 0 }
  })
  if (rows.length <= MOST_ROWS) return rows.map(({ row }) => row)
  return rows
    .toSorted((a, b) => b.n - a.n || a.row - b.row)
    .slice(0, MOST_ROWS)
    .map(({ row }) => row)
    .sort((a, b) => a - b)
}
