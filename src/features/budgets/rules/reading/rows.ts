import type { MoneyUnit } from '#platform/money.ts'
import type { Refusal } from '#platform/result.ts'
import { type Cell, columnName, type SheetRow } from '#platform/sheets/sheet.ts'
import type { Side } from '../budget.ts'
import { type AmountCell, looksLikeAmount, readAmount } from './amountCell.ts'
import { type Columns, kindOfCode } from './columns.ts'
import { rowText } from './header.ts'
import { sideHeading } from './phrases.ts'

/** One row of the table, its cells told apart. */
export interface TableRow {
  readonly number: number
  readonly name: string
  readonly indent: number
  /** "1", "1.2": as the rows are counted. */
  readonly ordinal?: string | undefined
  readonly side?: Side | undefined
  readonly localCode?: string | undefined
  readonly economicCode?: string | undefined
  readonly functionalCode?: string | undefined
  readonly note?: string | undefined
  readonly plan: AmountCell
  readonly actual: AmountCell
  /** The row before it is empty. */
  readonly afterGap: boolean
}

export interface Table {
  readonly rows: readonly TableRow[]
  /** Text under the table: notes, signatures. */
  readonly notes: readonly string[]
  readonly refusals: readonly Refusal[]
}

/** More than these nobody mends one by one. */
export const MOST_REFUSALS = 50

/** Rows that are read before others get a turn. */
export const ROWS_AT_ONCE = 1_000

/**
 * Tells the rows of a table from what is written under it, and reads its amounts. Every cell that is no amount is refused
 * with row and column; text under the last row that could be one is a note.
 */
export function* readRows(
  below: readonly SheetRow[],
  columns: Columns,
  unitOf: (column: 'plan' | 'actual') => MoneyUnit,
  headerTexts: ReadonlySet<string>,
  sheetName: string | undefined,
): Generator<void, Table> {
  const refusals: Refusal[] = []
  const rows: TableRow[] = []
  const data = below.filter(row => !headerTexts.has(rowText(row)))
  const amountColumns = [columns.plan?.column, columns.actual?.column].filter(column => column !== undefined)
  const amountCells = (row: SheetRow) => row.cells.filter(cell => amountColumns.includes(cell.column))
  const couldBeAmount = (cell: Cell) => cell.isNumber || cell.isFormula || looksLikeAmount(cell.text)
  const last = data.findLastIndex(row => amountCells(row).some(couldBeAmount))
  let previous = 0
  for (const [at, row] of data.slice(0, last + 1).entries()) {
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    const cell = (column: number | undefined) => (column === undefined ? undefined : row.cells.find(one => one.column === column))
    const text = (column: number | undefined) => cell(column)?.text
    const amount = (which: 'plan' | 'actual'): AmountCell => {
      const column = columns[which]?.column
      const found = cell(column)
      const read = readAmount(found, unitOf(which))
      if (read.kind === 'unreadable' && column !== undefined && refusals.length < MOST_REFUSALS) {
        const letter = columnName(column)
        refusals.push({
          code: read.code,
          path: `${sheetName ? `${sheetName}!` : ''}${letter}${row.number}`,
          values: { row: row.number, column: letter, text: read.text.slice(0, 60) },
        })
      }
      return read
    }
    const codeCells = [columns.functionalCode, columns.economicCode, columns.localCode, columns.mixedCode, columns.ordinal]
    // "Кирешелер" over several cells is kept in the first of them, which is a code's; a code has digits.
    const misplaced = cell(columns.name) ? undefined : codeCells.map(cell).find(one => one && isWords(one.text))
    const name = cell(columns.name) ?? misplaced
    const code = (column: number | undefined) => (cell(column) === misplaced ? undefined : text(column)?.replace(/\s/g, ''))
    const mixed = code(columns.mixedCode)
    const told = (kind: ReturnType<typeof kindOfCode>) => (mixed && kindOfCode(mixed) === kind ? mixed : undefined)
    rows.push({
      number: row.number,
      name: name?.text ?? '',
      indent: name?.indent ?? 0,
      ordinal: code(columns.ordinal) ?? /^\s*(\d+(?:\.\d+)*)[.)]?\s+\p{L}/u.exec(name?.text ?? '')?.[1],
      side: columns.side === undefined ? undefined : sideHeading(text(columns.side) ?? ''),
      localCode: code(columns.localCode) ?? told('local'),
      economicCode: code(columns.economicCode) ?? told('economic'),
      functionalCode: code(columns.functionalCode) ?? told('functional'),
      note: text(columns.note),
      plan: amount('plan'),
      actual: amount('actual'),
      afterGap: previous > 0 && row.number > previous + 1,
    })
    previous = row.number
  }
  const notes = data.slice(last + 1).map(row => row.cells.map(cell => cell.text).join(' '))
  return { rows, notes, refusals }
}

const isWords = (text: string): boolean => /\p{L}{2}/u.test(text) && !/\d/.test(text)
