import type { MoneyUnit } from '#platform/money.ts'
import type { Cell, SheetRow } from '#platform/sheets/sheet.ts'
import { type Heading, headingOf, type Period, type Phase, periodIn, unitIn, yearsIn } from './phrases.ts'

/** A column with what its heading says, over one or several rows. */
export interface HeaderColumn {
  readonly column: number
  readonly heading: string
  readonly role: Heading['role']
  readonly phase?: Phase | undefined
  readonly years: readonly number[]
  readonly period?: Period | undefined
  readonly unit?: MoneyUnit | 'million' | undefined
}
export interface Header {
  readonly columns: readonly HeaderColumn[]
  /** Rows above the heading: title, place, year, unit. */
  readonly above: readonly SheetRow[]
  /** Rows below it. */
  readonly below: readonly SheetRow[]
  /** The heading's own rows. */
  readonly rows: readonly SheetRow[]
  /** The heading's own rows as text, to know them again on the next printed page. */
  readonly texts: ReadonlySet<string>
}

const MOST_ROWS_ABOVE = 60
const isAmountRole = (heading: Heading | undefined): boolean =>
  heading !== undefined && ['plan', 'actual', 'amount'].includes(heading.role)
const isNumeric = (cell: Cell): boolean => cell.isNumber === true || /^[\d\s.,'()−–-]*\d[\d\s.,'()−–-]*$/.test(cell.text)
const isYear = (cell: Cell): boolean => /^(199\d|20\d\d)$/.test(cell.text)
export const rowText = (row: SheetRow): string => row.cells.map(cell => `${cell.column}:${cell.text}`).join('|')

/** Finds the table's heading: rows whose cells name an amount and something else, with the table under them. */
export function findHeader(rows: readonly SheetRow[]): Header | undefined {
  for (let at = 0; at < Math.min(rows.length, MOST_ROWS_ABOVE); at += 1) {
    if (!startsHeader(rows, at)) continue
    let end = at + 1
    while (end < rows.length && end < at + 4 && continuesHeader(rows[end], rows.slice(at, end))) end += 1
    const columns = combine(rows.slice(at, end))
    if (!columns.some(one => isAmountRole(one as Heading))) continue
    const under = rows[end]
    const numbered = under && isNumbering(under) ? 1 : 0
    return {
      columns,
      above: rows.slice(0, at),
      below: rows.slice(end + numbered),
      rows: rows.slice(at, end),
      texts: new Set(rows.slice(at, end).map(rowText)),
    }
  }
  return undefined
}

/** The heading that ends at a row which somebody points out; undefined where the table has no such row. */
export function headerAt(rows: readonly SheetRow[], number: number): Header | undefined {
  const found = findHeader(rows)
  if (found?.rows.at(-1)?.number === number) return found
  const at = rows.findIndex(row => row.number === number)
  const row = rows[at]
  if (!row) return undefined
  return {
    columns: combine([row]),
    above: rows.slice(0, at),
    rows: [row],
    below: rows.slice(at + 1),
    texts: new Set([rowText(row)]),
  }
}

function startsHeader(rows: readonly SheetRow[], at: number): boolean {
  const row = rows[at]
  if (!row || row.cells.some(cell => isNumeric(cell) && !isYear(cell))) return false
  const headings = row.cells.map(cell => ({ cell, heading: headingOf(cell.text) })).filter(one => one.heading !== undefined)
  const amounts = headings.filter(one => isAmountRole(one.heading))
  if (amounts.length === 0) {
    // "Аталышы" alone, spanning down beside a second row that names the amounts.
    const next = rows[at + 1]
    const named = headings.some(one => one.heading?.role === 'name' || one.heading?.role === 'code')
    return named && headings.length >= 1 && next !== undefined && isHeadingRow(next) && next.cells.length > 0
  }
  if (headings.length >= 2) return true
  // One heading over a column of amounts, its names under an empty corner.
  const only = amounts[0]?.cell.column
  const below = rows.slice(at + 1, at + 3).some(next => next.cells.some(cell => cell.column === only && isNumeric(cell)))
  return row.cells.length === 1 && only !== undefined && only > 1 && below
}

/** A row of nothing but headings with at least one amount among them. */
function isHeadingRow(row: SheetRow): boolean {
  const headings = row.cells.map(cell => (isNumeric(cell) && !isYear(cell) ? undefined : headingOf(cell.text)))
  return headings.every(heading => heading !== undefined) && headings.some(isAmountRole)
}

/** A second or third row of a heading names amounts under columns that the rows above already reach. */
function continuesHeader(row: SheetRow | undefined, above: readonly SheetRow[]): boolean {
  if (!row || isNumbering(row)) return false
  const nameColumns = above.flatMap(one =>
    one.cells.filter(cell => headingOf(cell.text)?.role === 'name').map(cell => cell.column),
  )
  return isHeadingRow(row) && !row.cells.some(cell => nameColumns.includes(cell.column))
}

/** "1 | 2 | 3 | 4" under a heading. */
const isNumbering = (row: SheetRow): boolean => {
  const first = Number(row.cells[0]?.text)
  return (
    row.cells.length >= 2 && first >= 0 && first <= 2 && row.cells.every((cell, index) => cell.text === String(first + index))
  )
}

/** Joins the rows of a heading: a cell that spans several columns counts for each column that a lower row names. */
function combine(rows: readonly SheetRow[]): HeaderColumn[] {
  const columns = [...new Set(rows.flatMap(row => row.cells.map(cell => cell.column)))].sort((a, b) => a - b)
  return columns.flatMap(column => {
    const texts = rows.map((row, level) => {
      const own = row.cells.find(cell => cell.column === column)?.text
      if (own !== undefined || level === rows.length - 1) return own
      const lower = rows.slice(level + 1).some(next => next.cells.some(cell => cell.column === column))
      const left = row.cells.filter(cell => cell.column < column).at(-1)
      return lower && left && isAmountRole(headingOf(left.text)) ? left.text : undefined
    })
    const named = texts.filter(text => text !== undefined)
    const heading = named.join(' ')
    // The lowest row says what a column is, the rows above what year or period it belongs to; "миң сом" says neither.
    const known = [...named].reverse().map(headingOf)
    const role = known.find(one => one !== undefined && one.role !== 'amount') ?? known.find(one => one !== undefined)
    if (!role) return []
    const phase = named.map(headingOf).flatMap(one => (one?.role === 'plan' && one.phase ? [one.phase] : []))[0]
    return [
      {
        column,
        heading,
        role: role.role,
        phase: role.role === 'plan' ? phase : undefined,
        years: yearsIn(heading),
        period: periodIn(heading),
        unit: unitIn(heading),
      },
    ]
  })
}
