import readXlsxFile from 'read-excel-file/node'
import { err, ok, type Result } from '../result.ts'
import { type Cell, columnName, columnNumber, type Sheet, textCell } from './sheet.ts'
import { packPlain, unpackXml } from './unpackXlsx.ts'

const MOST_UNPACKED = 200 * 1024 * 1024
const MOST_COLUMNS = 256

/**
 * Reads every sheet of a workbook. Formulas count by the result that the file keeps; one without a result comes as its
 * text, marked. Far-away cells are refused before the reader lays out a row for each.
 */
export async function readXlsx(bytes: Buffer, mostRows: number): Promise<Result<Sheet[]>> {
  const parts = unpackXml(bytes, MOST_UNPACKED)
  if (!parts.ok) return parts
  try {
    const reaches = new Map<string, Reach>()
    // Every part, since a workbook may name any of them a sheet.
    for (const [path, part] of parts.value) {
      const seen = inspectSheet(part.toString('utf8'))
      if (!seen) return err('file.broken')
      if (seen.rows > mostRows) return err('file.tooManyRows', { values: { maximum: mostRows } })
      if (seen.columns > MOST_COLUMNS)
        return err('file.tooManyColumns', { values: { maximum: MOST_COLUMNS, column: columnName(seen.columns) } })
      reaches.set(path, seen)
    }
    const paths = sheetParts(parts.value)
    // The reader gets these parts and no others: it walks through an archive from its start, and would find parts that the
    // table of contents does not name and nobody has looked at.
    const sheets = await readXlsxFile<Stored>(packPlain(parts.value), { parseNumber: raw => new Stored(raw), trim: false })
    return ok(sheets.map(({ sheet, data }) => layOut(sheet, data, reaches.get(paths.get(sheet) ?? '')?.formulas ?? new Map())))
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

/** Sheet name → path of its part in the archive. */
function sheetParts(parts: ReadonlyMap<string, Buffer>): Map<string, string> {
  const book = parts.get('xl/workbook.xml')?.toString('utf8') ?? ''
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? ''
  const target = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)) {
    const path = attribute(tag, 'Target').replace(/^\/?(xl\/)?/, '')
    target.set(attribute(tag, 'Id'), `xl/${path}`)
  }
  const found = new Map<string, string>()
  for (const [tag] of book.matchAll(/<(?:\w+:)?sheet\b[^<>]*>/g)) {
    const path = target.get(attribute(tag, 'r:id'))
    if (path !== undefined) found.set(unescapeXml(attribute(tag, 'name')), path)
  }
  return found
}

const attribute = (tag: string, name: string): string => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found?.[1] ?? found?.[2] ?? ''
}
const unescapeXml = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, code) => String.fromCodePoint(Number.parseInt(code, hex ? 16 : 10)))
    .replace(/&amp;/g, '&')

interface Reach {
  readonly rows: number
  readonly columns: number
  /** Formulas without a result, by cell. */
  readonly formulas: Map<string, string>
}

// What begins at one "<" ends before the next, so that reading takes as long as the text, whatever stands in it.
const TAG = /<(\/?)(?:\w+:)?(row|c|f|v)(?=[\s/>])([^<>]*)>/g

/** How far a sheet reaches, and its formulas without a result; undefined where a cell says in no known way where it is. */
function inspectSheet(xml: string): Reach | undefined {
  const formulas = new Map<string, string>()
  let [rowTags, rows, columns] = [0, 0, 0]
  let cell: { address: string; formula?: string; hasValue?: boolean } | undefined
  for (const match of xml.matchAll(TAG)) {
    const [whole, closing, name, attributes = ''] = match
    const open = closing === '' && !attributes.endsWith('/')
    const inside = match.index + whole.length
    const place = name === 'row' || name === 'c' ? attribute(attributes, 'r') : ''
    if (name === 'row' && closing === '') {
      rowTags += 1
      if (place !== '' && !/^\d{1,9}$/.test(place)) return undefined
      rows = Math.max(rows, rowTags, Number(place))
    } else if (name === 'c') {
      if (closing && cell?.formula !== undefined && !cell.hasValue && cell.address) formulas.set(cell.address, cell.formula)
      cell = open ? { address: place } : undefined
      const [, letters = '', digits = ''] = /^([A-Z]{1,7})(\d{1,9})$/.exec(place) ?? []
      if (place !== '' && letters === '') return undefined
      rows = Math.max(rows, Number(digits))
      columns = Math.max(columns, columnNumber(letters))
    } else if (cell && name === 'f' && closing === '')
      cell.formula = open ? unescapeXml(xml.slice(inside, xml.indexOf('<', inside))).replace(/^=/, '') : ''
    else if (cell && name === 'v' && open && xml[inside] !== '<') cell.hasValue = true
  }
  return { rows, columns, formulas }
}
