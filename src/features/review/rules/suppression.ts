/** How many people a cell needs before it is shown. */
export const SMALLEST_CELL = 5

const RINGS_AT_ONCE = 16

/** A table with its margins: the last row and the last column are totals of the others. */
export type Counts = readonly (readonly number[])[]

/** Adds a total to each row and a row of totals, so that margins are cells like any other. */
export function withMargins(inner: Counts): number[][] {
  const rows = inner.map(row => [...row, row.reduce((sum, n) => sum + n, 0)])
  const width = (inner[0]?.length ?? 0) + 1
  return [...rows, Array.from({ length: width }, (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0))]
}

interface Edge {
  readonly row: number
  readonly column: number
}

/**
 * Which cells of a table with margins stay hidden: every count from 1 to 4, and as few others as needed so that no hidden
 * cell can be worked out from the totals.
 *
 * Each cell stands in one row and one column, and each of those is one equation. Seen as a graph, with rows and columns as
 * points and hidden cells as lines between them, a hidden cell can be computed exactly when its line is on no ring. So every
 * hidden cell is put on the cheapest ring of cells that count somebody: along a ring one person more and one person less
 * can be passed around without any total changing, which also keeps each hidden cell from being pinned down by "no count is
 * below nothing". Zeros are shown; they tell of nobody.
 */
export function hiddenCells(counts: Counts, smallest = SMALLEST_CELL): boolean[][] {
  const hidden = counts.map(row => row.map(n => n > 0 && n < smallest))
  const rows = counts.length
  const columns = counts[0]?.length ?? 0
  if (!hidden.some(row => row.includes(true))) return hidden
  for (let bridges = bridgesOf(hidden, rows, columns); bridges.length > 0; bridges = bridgesOf(hidden, rows, columns)) {
    let closed = 0
    for (const bridge of bridges) {
      // Rings closed a moment ago may run through the next one already: look again after some.
      if (closed === RINGS_AT_ONCE) break
      const ring = cheapestRing(counts, hidden, bridge)
      for (const cell of ring) (hidden[cell.row] as boolean[])[cell.column] = true
      closed += 1
    }
    if (closed === 0) throw new Error('a hidden cell on no ring')
  }
  return hidden
}

/** Hidden cells that are on no ring. Points: rows first, then columns. */
export function bridgesOf(hidden: readonly (readonly boolean[])[], rows: number, columns: number): Edge[] {
  const size = rows + columns
  const next: number[][] = Array.from({ length: size }, () => [])
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      if (hidden[row]?.[column]) {
        next[row]?.push(rows + column)
        next[rows + column]?.push(row)
      }
  const seen = new Int32Array(size)
  const low = new Int32Array(size)
  const at = new Int32Array(size)
  const bridges: Edge[] = []
  let clock = 0
  for (let start = 0; start < size; start += 1) {
    if (seen[start]) continue
    const way: { point: number; from: number }[] = [{ point: start, from: -1 }]
    seen[start] = low[start] = ++clock
    while (way.length > 0) {
      const { point, from } = way[way.length - 1] as { point: number; from: number }
      const neighbours = next[point] as number[]
      const index = at[point] ?? 0
      if (index < neighbours.length) {
        at[point] = index + 1
        const to = neighbours[index] as number
        if (to === from) continue
        if (seen[to]) low[point] = Math.min(low[point] as number, seen[to] as number)
        else {
          seen[to] = low[to] = ++clock
          way.push({ point: to, from: point })
        }
        continue
      }
      way.pop()
      if (from < 0) continue
      low[from] = Math.min(low[from] as number, low[point] as number)
      if ((low[point] as number) > (seen[from] as number))
        bridges.push(point < rows ? { row: point, column: from - rows } : { row: from, column: point - rows })
    }
  }
  return bridges
}

/** The cells of the cheapest way from a cell's column back to its row that does not use the cell; hidden ones cost nothing. */
function cheapestRing(counts: Counts, hidden: readonly (readonly boolean[])[], cell: Edge): Edge[] {
  const rows = counts.length
  const columns = counts[0]?.length ?? 0
  const size = rows + columns
  const cost = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  const before = new Int32Array(size).fill(-1)
  const done = new Uint8Array(size)
  const goal = rows + cell.column
  cost[cell.row] = 0
  for (;;) {
    let point = -1
    for (let one = 0; one < size; one += 1)
      if (!done[one] && (cost[one] as number) < (point < 0 ? Number.POSITIVE_INFINITY : (cost[point] as number))) point = one
    if (point < 0) throw new Error('no ring through a cell of a table with margins')
    if (point === goal) break
    done[point] = 1
    const isRow = point < rows
    for (let other = 0; other < (isRow ? columns : rows); other += 1) {
      const row = isRow ? point : other
      const column = isRow ? other : point - rows
      const n = counts[row]?.[column] ?? 0
      if (n === 0 || (row === cell.row && column === cell.column)) continue
      const to = isRow ? rows + other : other
      // One more for each step, so that among equals the shorter ring wins.
      const total = (cost[point] as number) + (hidden[row]?.[column] ? 0 : n) + 1e-6
      if (total < (cost[to] as number)) {
        cost[to] = total
        before[to] = point
      }
    }
  }
  const ring: Edge[] = []
  for (let point = goal; point !== cell.row; point = before[point] as number) {
    const from = before[point] as number
    ring.push(point < rows ? { row: point, column: from - rows } : { row: from, column: point - rows })
  }
  return ring
}
