import readXlsxFile from 'read-excel-file/node'
import { err, ok, type Result } from '../result.ts'
import { type Cell, columnName, columnNumber, type Sheet, textCell } from './sheet.ts'
import { unpackXml } from './unpackXlsx.ts'

const MOST_UNPACKED = 200 * 1024 * 1024
const MOST_COLUMNS = 256

/**
 * Reads every sheet of a workbook. Formulas count by the result that the file keeps; one without a result comes as its
 * text, marked. Far-away cells are refused before the reader lays out a row for each.
 */
export async function readXlsx(bytes: Buffer, mostRows: number): Promise<Result<Sheet[]>> {
  const parts = unpackXml(bytes, MOST_UNPACKED)
  if (!parts.ok) return parts
  const formulas = new Map<string, Map<string, string>>()
  for (const [sheet, part] of sheetParts(parts.value)) {
    const seen = inspectSheet(part.toString('utf8'))
    if (seen.rows > mostRows) return err('file.tooManyRows', { values: { maximum: mostRows } })
    if (seen.columns > MOST_COLUMNS)
      return err('file.tooManyColumns', { values: { maximum: MOST_COLUMNS, column: columnName(seen.columns) } })
    formulas.set(sheet, seen.formulas)
  }
  try {
    const sheets = await readXlsxFile<Stored>(bytes, { parseNumber: raw => new Stored(raw), trim: false })
    return ok(sheets.map(({ sheet, data }) => layOut(sheet, data, formulas.get(sheet) ?? new Map())))
  } catch {
    return err('file.broken')
  }
}

/** A number as the file stores it. */
class Stored {
  readonly raw: string
  constructor(raw: string) {
    this.raw = raw
  }
}

function layOut(name: string, data: readonly (readonly unknown[])[], formulas: ReadonlyMap<string, string>): Sheet {
  const rows = new Map<number, Cell[]>(
    data.map((values, index) => [index + 1, values.flatMap((value, at) => cellOf(at + 1, value))]),
  )
  // The reader leaves these out as empty.
  for (const [address, formula] of formulas) {
    const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
    const cell = { column: columnNumber(letters), text: `=${formula}`, isFormula: true }
    rows.set(
      Number(digits),
      [...(rows.get(Number(digits)) ?? []), cell].sort((a, b) => a.column - b.column),
    )
  }
  const filled = [...rows].filter(([, cells]) => cells.length > 0).sort(([a], [b]) => a - b)
  return { name, rows: filled.map(([number, cells]) => ({ number, cells })) }
}

function cellOf(column: number, value: unknown): Cell[] {
  if (value === null || value === undefined) return []
  if (value instanceof Stored) return [{ column, text: plainDecimal(value.raw), isNumber: true }]
  if (value instanceof Date) return [{ column, text: value.toISOString().slice(0, 10) }]
  const cell = textCell(column, String(value))
  return cell ? [cell] : []
}

/** Spreadsheets store doubles and show at most 15 digits: 1234.5600000000002 is 1234.56. */
export function plainDecimal(raw: string): string {
  const value = Number(Number(raw).toPrecision(15))
  if (!Number.isFinite(value)) return raw
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}

/** Sheet name → its part of the archive. */
function sheetParts(parts: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const book = parts.get('xl/workbook.xml')?.toString('utf8') ?? ''
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? ''
  const target = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const path = attribute(tag, 'Target').replace(/^\/?(xl\/)?/, '')
    target.set(attribute(tag, 'Id'), `xl/${path}`)
  }
  const found = new Map<string, Buffer>()
  for (const [tag] of book.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const part = parts.get(target.get(attribute(tag, 'r:id')) ?? '')
    if (part) found.set(unescapeXml(attribute(tag, 'name')), part)
  }
  return found
}

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const unescapeXml = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, code) => String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)))
    .replace(/&amp;/g, '&')

/** How far the sheet reaches, and its formulas without a result by cell. */
function inspectSheet(xml: string): { rows: number; columns: number; formulas: Map<string, string> } {
  let rows = (xml.match(/<(?:\w+:)?row\b/g) ?? []).length
  let columns = 0
  const formulas = new Map<string, string>()
  for (const [, number] of xml.matchAll(/<(?:\w+:)?row\b[^>]*?\sr="(\d+)"/g)) rows = Math.max(rows, Number(number))
  for (const match of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,7})(\d{1,9})"[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    const [, letters = '', number = '', inside = ''] = match
    rows = Math.max(rows, Number(number))
    columns = Math.max(columns, columnNumber(letters))
    if (!inside.includes('f')) continue
    const formula = /<(?:\w+:)?f\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?f>)/.exec(inside)
    if (formula && !/<(?:\w+:)?v\b[^>]*>[^<]/.test(inside))
      formulas.set(`${letters}${number}`, unescapeXml(formula[1] ?? '').replace(/^=/, ''))
  }
  return { rows, columns, formulas }
}
