import { err, ok, type Result } from '../result.ts'
import { BrokenXml, ForbiddenDoctype, readXml } from './readXml.ts'
import { type Cell, columnName, columnNumber, type Sheet, type SheetRow, textCell } from './sheet.ts'
import { readZipTable, type ZipEntry } from '../zip.ts'
import { BrokenArchive, unpack } from './unpackXlsx.ts'
import { readWorkbook, TextBudget, TooMuchText, type Workbook } from './workbook.ts'

const MOST_UNPACKED = 200 * 1024 * 1024
const MOST_COLUMNS = 256

/** Told while a long file is read: rows so far, and how much of the file that is, from 0 to 1. */
export type Progress = (rows: number, share: number) => Promise<void> | void

/** Thrown inside the reading of a sheet, where a refusal cannot be returned. */
class Refused extends Error {
  readonly result: Result<never>
  constructor(result: Result<never>) {
    super('refused')
    this.result = result
  }
}

/** How much the sheets of a workbook unpack to; undefined where the archive is broken. */
export const unpackedSize = (bytes: Buffer): number | undefined =>
  readZipTable(bytes)?.reduce((sum, entry) => sum + (/\.xml$/.test(entry.name) ? entry.unpacked : 0), 0)

/**
 * Reads every sheet of a workbook in a stream, piece by piece. Formulas count by the result that the file keeps; one without
 * a result comes as its text, marked. Nothing is run, no link is followed; macros and document types are refused.
 */
export async function readXlsx(bytes: Buffer, mostRows: number, onProgress?: Progress): Promise<Result<Sheet[]>> {
  const table = readZipTable(bytes)
  if (!table) return err('file.broken')
  if (table.some(entry => /(^|\/)(vbaProject\.bin|macrosheets\/)/i.test(entry.name))) return err('file.macros')
  if (table.reduce((sum, entry) => sum + entry.unpacked, 0) > MOST_UNPACKED)
    return err('file.unpacksTooLarge', { values: { maximum: MOST_UNPACKED / 1024 / 1024 } })
  const entries = new Map(table.map(entry => [entry.name, entry]))
  const kept = new TextBudget()
  try {
    const book = await readWorkbook(bytes, entries, kept)
    if (book.sheets.length === 0) return err('file.broken')
    const whole = book.sheets.reduce((sum, one) => sum + (one.entry?.unpacked ?? 0), 0)
    const sheets: Sheet[] = []
    let [done, rowsBefore] = [0, 0]
    for (const { name, entry } of book.sheets) {
      const rows: SheetRow[] = []
      const tell = (size: number) => {
        done += size
        return onProgress?.(rowsBefore + rows.length, whole === 0 ? 1 : done / whole)
      }
      if (entry) await readSheet(bytes, entry, book, rows, kept, mostRows, tell)
      rowsBefore += rows.length
      sheets.push({ name, rows })
    }
    return ok(sheets)
  } catch (error) {
    if (error instanceof Refused) return error.result
    if (error instanceof ForbiddenDoctype) return err('file.doctype')
    if (error instanceof TooMuchText) return err('file.unpacksTooLarge', { values: { maximum: MOST_UNPACKED / 1024 / 1024 } })
    if (error instanceof BrokenArchive || error instanceof BrokenXml) return err('file.broken')
    throw error
  }
}

async function readSheet(
  bytes: Buffer,
  entry: ZipEntry,
  book: Workbook,
  rows: SheetRow[],
  kept: TextBudget,
  mostRows: number,
  tell: (size: number) => Promise<void> | void,
): Promise<void> {
  let cells: Cell[] = []
  let [rowNumber, column] = [0, 0]
  let cell: { type: string; style: number; value: string; text: string; formula: string | undefined } | undefined
  let inside: 'v' | 't' | 'f' | undefined
  let inAid = false
  const finishCell = () => {
    if (!cell) return
    const found = cellOf(cell, column, book)
    cell = undefined
    if (!found) return
    if (rowNumber > mostRows) throw new Refused(err('file.tooManyRows', { values: { maximum: mostRows } }))
    if (column > MOST_COLUMNS)
      throw new Refused(err('file.tooManyColumns', { values: { maximum: MOST_COLUMNS, column: columnName(column) } }))
    kept.keep(found.isShared ? '' : found.cell.text)
    cells.push(found.cell)
  }
  await readXml(
    unpack(bytes, entry),
    {
      open: (name, attributes) => {
        if (name === 'row') {
          const said = attributes.r
          if (said !== undefined && !/^\d{1,9}$/.test(said)) throw new BrokenArchive(said)
          rowNumber = said === undefined ? rowNumber + 1 : Number(said)
          column = 0
          cells = []
        } else if (name === 'c') {
          const place = /^([A-Z]{1,7})(\d{1,9})$/.exec(attributes.r ?? '')
          if (attributes.r !== undefined && !place) throw new BrokenArchive(attributes.r)
          column = place ? columnNumber(place[1] ?? '') : column + 1
          if (place) rowNumber = Number(place[2])
          cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? -1), value: '', text: '', formula: undefined }
        } else if (name === 'v' || name === 't' || name === 'f') {
          inside = name
          if (name === 'f' && cell) cell.formula = ''
        } else if (name === 'rPh') inAid = true
      },
      text: more => {
        if (!cell || !inside || inAid) return
        if (inside === 'v') cell.value += more
        else if (inside === 't') cell.text += more
        else cell.formula = `${cell.formula ?? ''}${more}`
      },
      close: name => {
        if (name === 'v' || name === 't' || name === 'f') inside = undefined
        else if (name === 'rPh') inAid = false
        else if (name === 'c') finishCell()
        else if (name === 'row' && cells.length > 0) {
          rows.push({ number: rowNumber, cells: inOrder(cells) })
          cells = []
        }
      },
    },
    tell,
  )
  if (!isAscending(rows)) rows.sort((a, b) => a.number - b.number)
}

const isAscending = (rows: readonly SheetRow[]): boolean =>
  rows.every((row, at) => at === 0 || row.number > (rows[at - 1]?.number ?? 0))
const inOrder = (cells: Cell[]): Cell[] =>
  cells.every((cell, at) => at === 0 || cell.column > (cells[at - 1]?.column ?? 0))
    ? cells
    : cells.sort((a, b) => a.column - b.column)

function cellOf(
  read: { type: string; style: number; value: string; text: string; formula: string | undefined },
  column: number,
  book: Workbook,
): { cell: Cell; isShared?: boolean } | undefined {
  const { type, style, value, formula } = read
  const typed = (text: string, isShared = false) => {
    const cell = textCell(column, plainText(text))
    return cell && { cell, isShared }
  }
  if (type === 'inlineStr') return typed(read.text)
  if (value === '') {
    if (formula === undefined || type === 'str') return undefined
    return { cell: { column, text: `=${formula.replace(/^=/, '')}`, isFormula: true } }
  }
  if (type === 's') return typed(book.texts[Number(value)] ?? '', true)
  if (type === 'b') return typed(value === '1' ? 'true' : 'false')
  if (type === 'n' && Number.isFinite(Number(value))) {
    if (!book.dates[style]) return { cell: { column, text: plainDecimal(value), isNumber: true } }
    const days = Number(value) - 25_569 + (book.from1904 ? 1_462 : 0)
    const at = new Date(Math.round(days * 86_400_000))
    if (!Number.isNaN(at.getTime())) return { cell: { column, text: at.toISOString().slice(0, 10) } }
  }
  return typed(value)
}

/** Workbooks write control characters by their numbers: `_x000D_`. */
const plainText = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))) : text

/** Spreadsheets store doubles and show at most 15 digits: 1234.5600000000002 is 1234.56. */
export function plainDecimal(raw: string): string {
  const value = Number(Number(raw).toPrecision(15))
  if (!Number.isFinite(value)) return raw
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}
