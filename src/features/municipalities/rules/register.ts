import { isoDate } from '#platform/dates.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { columnName, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts'
import { type RegisterColumn, registerColumn } from './registerHeadings.ts'
import { isSoate, kindFromWords, kindOfSoate } from './soate.ts'
import type { UnitKind } from './unit.ts'

/** What the register says of one unit; what it leaves empty it does not say. */
export interface RegisterRow {
  readonly row: number
  readonly soate: string
  readonly kind: UnitKind
  /** The register names the kind itself; else it is told from the code. */
  readonly kindIsWritten: boolean
  readonly ky?: string | undefined
  readonly ru?: string | undefined
  readonly en?: string | undefined
  readonly parent?: string | undefined
  readonly population?: number | undefined
  /** A day, a month or a year, as the register says. */
  readonly populationDate?: string | undefined
}

export interface Register {
  readonly rows: readonly RegisterRow[]
  /** Column letter of each heading that was found. */
  readonly columns: ReadonlyMap<RegisterColumn, number>
  /** Rows of villages, which are not municipalities and are passed over. */
  readonly villages: number
}

const HEADINGS_WITHIN = 30
const LONGEST_NAME = 200
const MOST_PEOPLE = 100_000_000

/** Where a fault is: the cell as spreadsheets name it, and row and column for the words. */
export const at = (row: number, column: number | undefined, values: Readonly<Record<string, string | number>> = {}) => ({
  path: `${column ? columnName(column) : ''}${row}`,
  values: { row, column: column ? columnName(column) : '–', ...values },
})

/** The row of headings: the first that names a code and at least one name. */
function findHeadings(sheet: Sheet): { readonly row: number; readonly columns: Map<RegisterColumn, number> } | undefined {
  for (const row of sheet.rows.filter(one => one.number <= HEADINGS_WITHIN)) {
    const columns = new Map<RegisterColumn, number>()
    for (const cell of row.cells) {
      const column = registerColumn(cell.text)
      if (column && !columns.has(column)) columns.set(column, cell.column)
    }
    if (columns.has('soate') && (columns.has('ky') || columns.has('ru'))) return { row: row.number, columns }
  }
  return undefined
}

/**
 * Reads the statistics office's register from the first sheet that has its headings. Every wrong cell is refused with its
 * row and column; a register with any is refused whole.
 */
export function readRegister(sheets: readonly Sheet[]): Result<Register> {
  for (const sheet of sheets) {
    const headings = findHeadings(sheet)
    if (headings) return readRows(sheet, headings.row, headings.columns)
  }
  return err('register.headings')
}

function readRows(sheet: Sheet, headingRow: number, columns: ReadonlyMap<RegisterColumn, number>): Result<Register> {
  const refusals: Refusal[] = []
  const rows: RegisterRow[] = []
  const seen = new Map<string, number>()
  let villages = 0
  for (const row of sheet.rows.filter(one => one.number > headingRow)) {
    const known = row.cells.some(cell => [...columns.values()].includes(cell.column))
    if (!known) continue
    const read = readRow(row, columns, refusals)
    if (!read) continue
    if (read.kind === 'village') {
      villages += 1
      continue
    }
    const before = seen.get(read.soate)
    if (before !== undefined)
      refusals.push({ code: 'register.duplicate', ...at(row.number, columns.get('soate'), { soate: read.soate, before }) })
    seen.set(read.soate, row.number)
    rows.push({ ...read, kind: read.kind })
  }
  if (refusals.length > 0) return errs(refusals)
  return rows.length === 0 ? err('register.empty') : ok({ rows, columns, villages })
}

type ReadRow = Omit<RegisterRow, 'kind'> & { readonly kind: UnitKind | 'village' }

/** One row, or undefined once something in it was refused. */
function readRow(row: SheetRow, columns: ReadonlyMap<RegisterColumn, number>, refusals: Refusal[]): ReadRow | undefined {
  const before = refusals.length
  const text = (column: RegisterColumn): string =>
    row.cells
      .find(cell => cell.column === columns.get(column))
      ?.text.normalize('NFC')
      .replace(/\s+/gu, ' ')
      .trim() ?? ''
  const refuse = (code: string, column: RegisterColumn, values?: Readonly<Record<string, string | number>>) =>
    refusals.push({ code, ...at(row.number, columns.get(column), { value: text(column).slice(0, 60), ...values }) })
  const code = (column: RegisterColumn): string => text(column).replace(/[\s'’]/gu, '')
  const soate = code('soate')
  if (soate === '') refuse('register.soateMissing', 'soate')
  else if (!isSoate(soate)) refuse('register.soate', 'soate')
  const written = text('kind')
  const kind = written === '' ? kindOfSoate(soate) : kindFromWords(written)
  if (!kind && isSoate(soate))
    refuse(written === '' ? 'register.kindMissing' : 'register.kind', written === '' ? 'soate' : 'kind')
  for (const name of ['ky', 'ru', 'en'] as const)
    if (text(name) !== '' && !/\p{L}/u.test(text(name))) refuse('register.name', name)
    else if (text(name).length > LONGEST_NAME) refuse('register.nameLong', name, { maximum: LONGEST_NAME })
  if (text('ky') === '' && text('ru') === '') refuse('register.nameMissing', columns.has('ky') ? 'ky' : 'ru')
  const parent = code('parent')
  if (parent !== '' && !isSoate(parent)) refuse('register.parent', 'parent')
  else if (parent !== '' && parent === soate) refuse('register.ownParent', 'parent')
  const people = text('population').replace(/[\s'’]/gu, '')
  const population = people === '' ? undefined : /^\d{1,12}([.,]0+)?$/.test(people) ? Number.parseInt(people, 10) : Number.NaN
  if (population !== undefined && !(population <= MOST_PEOPLE)) refuse('register.population', 'population')
  const date = text('populationDate')
  const day = date.replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, d, m, y) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
  if (date !== '' && !isoDate(day.padEnd(10, '-01'))) refuse('register.date', 'populationDate')
  if (refusals.length > before || !kind) return undefined
  return {
    row: row.number,
    soate,
    kind,
    kindIsWritten: written !== '',
    ky: text('ky') || undefined,
    ru: text('ru') || undefined,
    en: text('en') || undefined,
    parent: parent || undefined,
    population,
    populationDate: day || undefined,
  }
}
