import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Counts, hiddenCells, SMALLEST_CELL, withMargins } from '#features/review/rules/suppression.ts'

const tables = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 5, max: 500 })), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: rows, maxLength: rows },
  ),
)

/** The equations that every reader of the table knows: each line adds up to its total. Unknown are the hidden cells. */
function equationsOf(table: Counts, hidden: readonly (readonly boolean[])[]) {
  const cells = table.flatMap((row, r) => row.flatMap((_, c) => (hidden[r]?.[c] ? [{ r, c }] : [])))
  const lastRow = table.length - 1
  const lastColumn = (table[0]?.length ?? 1) - 1
  const lines = [
    ...table.map((_, line) => cells.map(({ r, c }) => (r === line ? (c === lastColumn ? -1 : 1) : 0))),
    ...(table[0] ?? []).map((_, line) => cells.map(({ r, c }) => (c === line ? (r === lastRow ? -1 : 1) : 0))),
  ]
  return { cells, lines }
}

/** Cells whose value the equations fix, by Gauss and Jordan: a reduced line with one unknown left. */
function solvable(lines: readonly (readonly number[])[]): number[] {
  const matrix = lines.map(line => [...line])
  const width = matrix[0]?.length ?? 0
  let row = 0
  for (let column = 0; column < width && row < matrix.length; column += 1) {
    const pivot = matrix.findIndex((line, index) => index >= row && Math.abs(line[column] ?? 0) > 1e-9)
    if (pivot < 0) continue
    const [a, b] = [matrix[row] as number[], matrix[pivot] as number[]]
    matrix[row] = b
    matrix[pivot] = a
    const head = b[column] as number
    for (let c = 0; c < width; c += 1) b[c] = (b[c] as number) / head
    for (const [index, line] of matrix.entries())
      if (index !== row && Math.abs(line[column] as number) > 1e-9) {
        const factor = line[column] as number
        for (let c = 0; c < width; c += 1) line[c] = (line[c] as number) - factor * (b[c] as number)
      }
    row += 1
  }
  return matrix.flatMap(line => {
    const left = line.flatMap((value, index) => (Math.abs(value) > 1e-9 ? [index] : []))
    return left.length === 1 ? left : []
  })
}

describe('hiding small cells', () => {
  it('hides every count from 1 to 4, in the table and in its margins, and shows every zero', () =>
    fc.assert(
      fc.property(tables, inner => {
        const table = withMargins(inner)
        const hidden = hiddenCells(table)
        for (const [r, row] of table.entries())
          for (const [c, n] of row.entries()) {
            if (n > 0 && n < SMALLEST_CELL) expect(hidden[r]?.[c]).toBe(true)
            if (n === 0) expect(hidden[r]?.[c]).toBe(false)
          }
      }),
    ))

  it('leaves no hidden cell that the totals give away', () =>
    fc.assert(
      fc.property(tables, inner => {
        const table = withMargins(inner)
        const { cells, lines } = equationsOf(table, hiddenCells(table))
        expect(solvable(lines).map(index => cells[index])).toEqual([])
      }),
      { numRuns: 500 },
    ))

  it('hides nothing where nothing is small', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom(0, 5, 80), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        inner => {
          expect(hiddenCells(withMargins(inner)).flat()).not.toContain(true)
        },
      ),
    ))

  it('takes the smallest neighbours for cover, and keeps the totals where it can', () => {
    const hidden = hiddenCells(withMargins([[3, 20, 90], [40, 9, 80], [70, 60, 50]])) // prettier-ignore
    expect(hidden).toEqual([
      [true, true, false, false],
      [true, true, false, false],
      [false, false, false, false],
      [false, false, false, false],
    ])
  })

  it('leaves nothing of a table with one small cell', () => {
    expect(hiddenCells(withMargins([[3]])).flat()).toEqual([true, true, true, true])
  })

  it('is quick for every municipality of the country by every service', () => {
    const inner = Array.from({ length: 484 }, (_, r) =>
      Array.from({ length: 35 }, (_, c) => (((r * 31 + c * 17) * 2654435761) % 97 > 80 ? (r + c) % 9 : 0)),
    )
    const before = performance.now()
    hiddenCells(withMargins(inner))
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
