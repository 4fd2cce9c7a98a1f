import { stringify } from 'csv-stringify/sync'
import writeXlsxFile, { type SheetData } from 'write-excel-file/node'

/** A column of an export: its heading in the reader's language, and its value for one row. */
export interface SheetColumn<Row> {
  readonly heading: string
  /** Numbers stay numbers; a decimal amount that must stay exact is given as text. */
  readonly value: (row: Row) => string | number | boolean | null | undefined
  /** In characters, for XLSX; 16 where not said. */
  readonly width?: number
  /** The values are decimal amounts as text: XLSX holds them as numbers in this format, so that a sheet can add them up. */
  readonly amount?: '#,##0.00'
}

// A sheet must never run what a resident wrote: text that a spreadsheet would take for a formula gets an apostrophe before
// it (OWASP, CSV injection). XLSX as well: editing a text cell that begins with "=" turns it into a formula.
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠|%]|^[\t\r\n]/u
const HARMLESS_NUMBER = /^[+-]?\d[\d \u00A0\u202F.,]*$/
// What XML 1.0 cannot carry.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** Text as a spreadsheet may hold it: a formula is made harmless, a phone number or negative amount stays as it is. */
export function harmlessText(text: string): string {
  const clean = text.toWellFormed().replace(UNPRINTABLE, '')
  return FORMULA.test(clean) && !HARMLESS_NUMBER.test(clean) ? `'${clean}` : clean
}

type Cell = string | number | boolean | null
function cell<Row>(column: SheetColumn<Row>, row: Row): Cell {
  const value = column.value(row) ?? null
  if (typeof value === 'string') return harmlessText(value)
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}

// A spreadsheet of a Russian or Kyrgyz system takes semicolons for separators and knows no quotes in the middle of what it
// takes for a cell: what follows a semicolon, a tab or a line break begins a cell of its own.
const HIDDEN_FORMULA = /([;\t\r\n]["\s\uFEFF]*)(?=[=+\-@＝＋－＠|%])/gu
const harmlessIn = (value: Cell): Cell => (typeof value === 'string' ? value.replace(HIDDEN_FORMULA, "$1'") : value)

// A spreadsheet keeps 15 digits of a number; an amount with more stays text rather than lose its tyiyn.
const MOST_DIGITS = 15
// write-excel-file keeps its texts in a plain object and loses those that every object has ("constructor", "toString").
const xlsxText = (text: string): string => (text in Object.prototype ? `'${text}` : text)
function xlsxCell<Row>(column: SheetColumn<Row>, row: Row) {
  const plain = cell(column, row) ?? undefined
  const value = typeof plain === 'string' ? xlsxText(plain) : plain
  if (!column.amount || typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value)) return { value }
  if (value.replace(/\D/g, '').length > MOST_DIGITS) return { value }
  return { value: Number(value), type: Number, format: column.amount }
}

/**
 * CSV as RFC 4180 says, in UTF-8. A byte order mark goes before it, since Excel takes Cyrillic for Latin without one;
 * `plain` leaves it out, for programs that would take it for a part of the first heading.
 */
export function writeCsv<Row>(
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
  { plain = false }: { readonly plain?: boolean } = {},
): Buffer {
  const table = [
    columns.map(column => harmlessText(column.heading)),
    ...rows.map(row => columns.map(column => harmlessIn(cell(column, row)))),
  ]
  const text = stringify(table, { record_delimiter: 'windows', cast: { boolean: value => String(value) } })
  return Buffer.from(plain ? text : `\uFEFF${text}`)
}

/** One sheet with a bold heading row that stays in view. */
export async function writeXlsx<Row>(name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Buffer> {
  const headings = columns.map(column => ({ value: harmlessText(column.heading), fontWeight: 'bold' as const, wrap: true }))
  const data: SheetData = [headings, ...rows.map(row => columns.map(column => xlsxCell(column, row)))]
  // Excel refuses these signs, and names over 31 characters.
  const sheet = name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31)
  const widths = columns.map(column => ({ width: column.width ?? 16 }))
  return writeXlsxFile(data, { sheet, columns: widths, stickyRowsCount: 1 }).toBuffer()
}

export const CSV_TYPE = 'text/csv; charset=utf-8'
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
