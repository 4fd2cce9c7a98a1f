import { createHash } from 'node:crypto'
import { foldForSearch } from '#platform/fold.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { columnName, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts'
import { type Side, tellsExecution } from '../budget.ts'
import { chooseColumns, type Columns } from './columns.ts'
import { findHeader, type Header, type HeaderColumn, headerAt } from './header.ts'
import type { ColumnRole, ColumnRoles, LeftOut, Said, SeenColumn, SeenSheet } from './mapping.ts'
import { headingOf, sideHeading, sideIn } from './phrases.ts'
import type { About } from './readSheets.ts'

/** A table with the columns to read; two of them where revenue and expenditure stand side by side. */
export interface TablePlan {
  readonly header: Header
  /** What stands above the whole table, also where it is one of two: the unit often stands over the other. */
  readonly above: readonly string[]
  readonly columns: Result<Columns>
  /** What the headings say it holds, where tables stand side by side. */
  readonly side?: Side | undefined
}
export interface SheetPlan {
  readonly sheet: Sheet
  readonly seen: SeenSheet
  readonly tables: readonly TablePlan[]
  /** What was said of an earlier file with these headings. */
  readonly unit?: 'som' | 'thousandSom' | undefined
}

const MOST_COLUMNS = 40
const SAMPLES = 3

/** Decides how a sheet is read: as a person says, else as was said of the same headings before, else as its headings say. */
export function planSheet(sheet: Sheet, at: number, inYear: boolean, about: About, said: Said): SheetPlan {
  const mapping = said.mapping?.sheets[String(at)]
  const found = mapping?.headerRow ? headerAt(sheet.rows, mapping.headerRow) : findHeader(sheet.rows)
  const fingerprint = found && fingerprintOf(found, about)
  const earlier = mapping || !fingerprint ? undefined : said.remembered?.get(fingerprint)
  const roles = mapping?.columns ?? earlier?.columns
  const header = found ?? (mapping?.read ? headerAt(sheet.rows, sheet.rows[0]?.number ?? 1) : undefined)
  const isRead = header !== undefined && (mapping ? mapping.read : inYear)
  const tables = header ? tablesOf(header, about, roles) : []
  const seen: SeenSheet = {
    at,
    name: sheet.name,
    rows: sheet.rows.length,
    state: isRead ? 'read' : mapping ? 'asSaid' : header ? 'otherYear' : 'noTable',
    headerRow: header?.rows.at(-1)?.number,
    fingerprint,
    isRemembered: earlier !== undefined,
    sideBySide: tables.length > 1,
    columns: columnsSeen(sheet, header, tables, roles, about),
  }
  return { sheet, seen, tables: isRead ? tables : [], unit: earlier?.unit }
}

/** The tables under a heading: one, or two where names and amounts are followed by names and amounts again. */
function tablesOf(header: Header, about: About, roles: ColumnRoles | undefined): TablePlan[] {
  const roleOf = (column: HeaderColumn) => roles?.[column.column]
  const named = roles ? asSaid(header, roles) : header.columns
  const isAmount = (one: HeaderColumn) => (roles ? ['plan', 'actual'].includes(roleOf(one) ?? '') : isAmountRole(one.role))
  const isName = (one: HeaderColumn) => (roles ? roleOf(one) === 'name' : one.role === 'name')
  const blocks: HeaderColumn[][] = []
  for (const [index, column] of named.entries()) {
    const block = blocks.at(-1)
    const startsAnew =
      block?.some(isName) && block.some(isAmount) && !isAmount(column) && hasTable(named.slice(index), isName, isAmount)
    if (!block || startsAnew) blocks.push([column])
    else block.push(column)
  }
  const above = header.above.flatMap(row => row.cells.map(cell => cell.text))
  const columnsOf = (one: Header) => (roles ? columnsAsSaid(one.columns, roles) : chooseColumns(one.columns, one.below, about))
  if (blocks.length < 2) return [{ header, above, columns: columnsOf(roles ? { ...header, columns: named } : header) }]
  return blocks.map((columns, n) => {
    const [from, until] = [n === 0 ? 0 : (columns[0]?.column ?? 0), blocks[n + 1]?.[0]?.column ?? Number.POSITIVE_INFINITY]
    const within = cut(header, columns, from, until)
    const titles = [...within.above, ...within.rows].flatMap(row => row.cells.map(cell => cell.text))
    const sides = new Set([...titles.map(sideHeading), ...titles.map(sideIn)].filter(side => side !== undefined))
    return { header: within, above, columns: columnsOf(within), side: sides.size === 1 ? [...sides][0] : undefined }
  })
}

const isAmountRole = (role: HeaderColumn['role']): boolean => role === 'plan' || role === 'actual' || role === 'amount'
const hasTable = (
  columns: readonly HeaderColumn[],
  isName: (one: HeaderColumn) => boolean,
  isAmount: (one: HeaderColumn) => boolean,
): boolean => {
  const name = columns.findIndex(isName)
  const amount = columns.findIndex(isAmount)
  return name >= 0 && (amount < 0 ? false : columns.findLastIndex(isAmount) > name && amount > name)
}

/** A heading and its rows between two columns. */
function cut(header: Header, columns: readonly HeaderColumn[], from: number, until: number): Header {
  const within = (rows: readonly SheetRow[]) =>
    rows
      .map(row => ({ ...row, cells: row.cells.filter(cell => cell.column >= from && cell.column < until) }))
      .filter(row => row.cells.length > 0)
  return { ...header, columns, rows: within(header.rows), above: within(header.above), below: within(header.below) }
}

/** The columns that a person gives a role, in order, with what their headings say beside it. */
function asSaid(header: Header, roles: ColumnRoles): HeaderColumn[] {
  const numbers = Object.keys(roles)
    .map(Number)
    .filter(column => roles[column] !== 'ignore')
  return numbers
    .sort((a, b) => a - b)
    .map(column => {
      const known = header.columns.find(one => one.column === column)
      return known ?? { column, heading: headingAt(header, column), role: 'ignored', years: [] }
    })
}

const ONCE = [
  'name',
  'plan',
  'actual',
  'functionalCode',
  'economicCode',
  'localCode',
  'mixedCode',
  'side',
  'ordinal',
  'note',
] as const

function columnsAsSaid(columns: readonly HeaderColumn[], roles: ColumnRoles): Result<Columns> {
  const of = (role: ColumnRole) => columns.filter(one => roles[one.column] === role)
  for (const role of ONCE) {
    const several = of(role)
    if (several.length > 1)
      return err('sheet.roleTwice', { values: { role, columns: several.map(one => columnName(one.column)).join(', ') } })
  }
  const [plan, actual, name] = [of('plan')[0], of('actual')[0], of('name')[0]]
  if (!plan && !actual) return err('sheet.noAmounts')
  if (!name) return err('sheet.noNames')
  const only = (role: ColumnRole) => of(role)[0]?.column
  return ok({
    name: name.column,
    ordinal: only('ordinal'),
    side: only('side'),
    localCode: only('localCode'),
    economicCode: only('economicCode'),
    functionalCode: only('functionalCode'),
    mixedCode: only('mixedCode'),
    note: only('note'),
    plan,
    actual,
    notTaken: [],
  })
}

const headingAt = (header: Header, column: number): string =>
  header.rows
    .flatMap(row => row.cells.filter(cell => cell.column === column).map(cell => cell.text))
    .join(' ')
    .trim()

/** Every column that holds something, with what it is read as and why one is left out. */
function columnsSeen(
  sheet: Sheet,
  header: Header | undefined,
  tables: readonly TablePlan[],
  roles: ColumnRoles | undefined,
  about: About,
): SeenColumn[] {
  const taken = new Map<number, ColumnRole>()
  for (const { columns } of tables) if (columns.ok) for (const [role, column] of rolesOf(columns.value)) taken.set(column, role)
  const samples = new Map<number, string[]>()
  for (const row of header?.below ?? sheet.rows)
    for (const cell of row.cells) {
      const texts = samples.get(cell.column)
      if (!texts) samples.set(cell.column, [cell.text])
      else if (texts.length < SAMPLES && !texts.includes(cell.text)) texts.push(cell.text)
    }
  for (const column of header?.columns ?? []) if (!samples.has(column.column)) samples.set(column.column, [])
  return [...samples]
    .sort(([a], [b]) => a - b)
    .slice(0, MOST_COLUMNS)
    .map(([column, texts]) => {
      const known = header?.columns.find(one => one.column === column)
      const heading = known?.heading ?? (header ? headingAt(header, column) : '')
      const role = taken.get(column) ?? roles?.[column] ?? guessed(known, tables)
      const leftOut = role === 'ignore' ? whyLeftOut(heading, known, roles, about) : undefined
      return { column, heading: heading.slice(0, 200), samples: texts.map(text => text.slice(0, 80)), role, leftOut }
    })
}

/** Where a table cannot be read as it stands, what its heading alone says. */
function guessed(known: HeaderColumn | undefined, tables: readonly TablePlan[]): ColumnRole {
  if (!known || tables.some(one => one.columns.ok)) return 'ignore'
  const roles: Partial<Record<HeaderColumn['role'], ColumnRole>> = { name: 'name', number: 'ordinal', economic: 'economicCode', functional: 'functionalCode', code: 'localCode', note: 'note' } // prettier-ignore
  return roles[known.role] ?? 'ignore'
}

function rolesOf(columns: Columns): [ColumnRole, number][] {
  const { name, plan, actual, ordinal, side, localCode, economicCode, functionalCode, mixedCode, note } = columns
  const all: [ColumnRole, number | undefined][] = [
    ['ordinal', ordinal],
    ['side', side],
    ['note', note],
    ['localCode', localCode],
    ['mixedCode', mixedCode],
    ['economicCode', economicCode],
    ['functionalCode', functionalCode],
    ['name', name],
    ['plan', plan?.column],
    ['actual', actual?.column],
  ]
  return all.filter((one): one is [ColumnRole, number] => one[1] !== undefined)
}

function whyLeftOut(heading: string, known: HeaderColumn | undefined, roles: ColumnRoles | undefined, about: About): LeftOut {
  if (roles) return 'asSaid'
  if (heading === '') return 'noHeading'
  if (known && isAmountRole(known.role))
    return known.years.length > 0 && !known.years.includes(about.year) ? 'otherYear' : 'otherColumn'
  return headingOf(heading)?.role === 'ignored' ? 'share' : known ? 'otherColumn' : 'unknownHeading'
}

/**
 * What the headings are, whatever year they name: next year's file of the same office has the same. Plans and reports of
 * execution take different columns of one table, so they are told apart.
 */
function fingerprintOf(header: Header, about: About): string {
  const relative = (text: string) =>
    foldForSearch(text).replace(/(?<!\d)(199\d|20\d\d)(?!\d)/g, year => `y${Number(year) - about.year}`)
  const cells = header.rows.flatMap(row => row.cells.map(cell => `${cell.column}:${relative(cell.text)}`))
  const kind = tellsExecution(about.stage) ? 'execution' : 'plan'
  return createHash('sha256')
    .update([kind, ...cells].join('|'))
    .digest('hex')
    .slice(0, 32)
}
