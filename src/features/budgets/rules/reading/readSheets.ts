import type { MoneyUnit } from '#platform/money.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { columnName, type Sheet } from '#platform/sheets/sheet.ts'
import type { BudgetStage, Side } from '../budget.ts'
import { runSteps } from '../steps.ts'
import { findGroups } from './hierarchy.ts'
import { type ReadLine, readLines } from './lines.ts'
import type { Said } from './mapping.ts'
import { sideIn, unitIn, yearsIn } from './phrases.ts'
import { MOST_REFUSALS, readRows } from './rows.ts'
import { planSheet, type SheetPlan, type TablePlan } from './sheetPlan.ts'

export interface About {
  readonly year: number
  readonly stage: BudgetStage
  /** What the sender says the amounts are in; it goes before what the file says. */
  readonly unit?: MoneyUnit | undefined
}

export interface ReadBudget {
  readonly unit: MoneyUnit
  /** Who says so: the sender, the file, or nobody (then amounts are read as som). */
  readonly unitSaid: 'sender' | 'file' | 'nobody'
  /** What the file says where the sender says otherwise. */
  readonly unitInFile?: MoneyUnit | undefined
  readonly hasActualColumn: boolean
  readonly lines: readonly ReadLine[]
  /** Columns of amounts that were not read, as "C (2026-жыл факт)". */
  readonly notTaken: readonly string[]
  /** Columns of codes whose kind could not be told. */
  readonly unclearCodes: readonly string[]
  /** Titles above the table and notes under it, as printed. */
  readonly notes: readonly string[]
}

/**
 * More lines than the most detailed budget of a city has many times over. What is published is one page for its readers, and one
 * transaction that others wait for.
 */
const MOST_LINES = 20_000

/** Reads a file's sheets as one budget. Refused with row and column where a cell, with reasons where the whole cannot be read. */
export const readBudgetSheets = (sheets: readonly Sheet[], about: About, said: Said = {}): Result<ReadBudget> =>
  runSteps(readBudgetSteps(planSheets(sheets, about, said), about, said))

/** How each sheet of a file is read, for who wants to see and correct it. */
export function planSheets(sheets: readonly Sheet[], about: About, said: Said): SheetPlan[] {
  const filled = sheets.map((sheet, at) => ({ sheet, at })).filter(({ sheet }) => sheet.rows.length > 0)
  const ofYear = new Set(
    sheetsOfYear(
      filled.map(one => one.sheet),
      about.year,
    ),
  )
  return filled.map(({ sheet, at }) => planSheet(sheet, at, ofYear.has(sheet), about, said))
}

/** The same in steps, for long files; a person's words about columns and unit go before the file's. */
export function* readBudgetSteps(plans: readonly SheetPlan[], about: About, said: Said): Generator<void, Result<ReadBudget>> {
  const unit = about.unit ?? said.mapping?.unit
  const read: (ReadBudget & { name: string | undefined })[] = []
  const refusals: Refusal[] = []
  const toRead = plans.flatMap(plan => plan.tables.map((table, at) => ({ plan, table, isFirst: at === 0 })))
  if (toRead.length === 0) return err('sheet.noAmounts')
  const severalSheets = new Set(toRead.map(one => one.plan)).size > 1
  for (const { plan, table, isFirst } of toRead) {
    const one = yield* readTable(plan, table, { ...about, unit }, severalSheets, isFirst)
    if (one.ok) read.push({ ...one.value, name: plan.sheet.name })
    else refusals.push(...one.refusals)
  }
  if (refusals.length > 0) return errs(refusals.slice(0, MOST_REFUSALS))
  for (const side of ['revenue', 'expenditure'] as const) {
    const holding = read.filter(one => one.lines.some(line => line.side === side))
    if (holding.length > 1)
      return err('sheet.sameSideTwice', { values: { sheets: holding.map(one => one.name ?? '').join(', '), side } })
  }
  const [first] = read
  if (!first) return err('sheet.noAmounts')
  const count = read.reduce((sum, one) => sum + one.lines.length, 0)
  if (count > MOST_LINES) return err('sheet.tooManyLines', { values: { lines: count, maximum: MOST_LINES } })
  const units = new Set(read.map(one => one.unit))
  if (units.size > 1) return err('sheet.severalUnits')
  return ok({
    ...first,
    hasActualColumn: read.some(one => one.hasActualColumn),
    lines: joined(read),
    notTaken: read.flatMap(one => one.notTaken),
    unclearCodes: read.flatMap(one => one.unclearCodes),
    notes: read.flatMap(one => one.notes),
  })
}

/** Lines of several sheets in one list: places that lines point to move with them. */
function joined(read: readonly ReadBudget[]): ReadLine[] {
  const lines: ReadLine[] = []
  for (const { lines: more } of read) {
    const offset = lines.length
    lines.push(
      ...more.map(line => ({
        ...line,
        parent: line.parent === undefined ? undefined : line.parent + offset,
        covers: line.covers?.map(at => at + offset),
      })),
    )
  }
  return lines
}

/** A workbook with a sheet a year: those of other years are left out. */
function sheetsOfYear(sheets: readonly Sheet[], year: number): readonly Sheet[] {
  const named = (sheet: Sheet) => yearsIn(sheet.name ?? '')
  if (!sheets.some(sheet => named(sheet).includes(year))) return sheets
  return sheets.filter(sheet => named(sheet).length === 0 || named(sheet).includes(year))
}

function* readTable(
  { sheet, unit: remembered }: SheetPlan,
  { header, above: titles, columns, side }: TablePlan,
  about: About,
  severalSheets: boolean,
  isFirst: boolean,
): Generator<void, Result<ReadBudget>> {
  if (!columns.ok) return columns
  const { plan, actual } = columns.value
  const above = header.above.flatMap(row => row.cells.map(cell => cell.text))
  const headings = header.columns.map(column => column.heading)
  // The unit stands in the title, in a corner above the table, or in a heading; the amounts' own heading goes first.
  const sections = header.below.filter(row => row.cells.length === 1).flatMap(row => row.cells.map(cell => cell.text))
  const saidInFile = [...titles, ...headings, ...sections].map(unitIn).filter(unit => unit !== undefined)
  const inFile = plan?.unit ?? actual?.unit ?? (saidInFile.includes('thousandSom') ? 'thousandSom' : saidInFile[0])
  if (inFile === 'million' && !about.unit) return err('sheet.millions')
  const fileUnit = inFile === 'million' ? undefined : inFile
  const said = about.unit ?? (fileUnit ? undefined : remembered)
  const unit = said ?? fileUnit ?? 'som'
  const unitOf = (which: 'plan' | 'actual'): MoneyUnit => {
    const own = columns.value[which]?.unit
    return said ?? (own === 'som' || own === 'thousandSom' ? own : unit)
  }
  const table = yield* readRows(header.below, columns.value, unitOf, header.texts, severalSheets ? sheet.name : undefined)
  if (table.refusals.length > 0) return errs(table.refusals)
  const inSheet = severalSheets && sheet.name ? `${sheet.name}!` : ''
  const lines = yield* readLines(table.rows, side ?? titleSide(sheet.name, [...above, ...headings]))
  if (!lines.ok) return lines
  return ok({
    unit,
    unitSaid: said ? 'sender' : fileUnit ? 'file' : 'nobody',
    unitInFile: said && fileUnit && fileUnit !== said ? fileUnit : undefined,
    hasActualColumn: actual !== undefined,
    lines: findGroups(lines.value),
    notTaken: columns.value.notTaken.map(one => `${inSheet}${columnName(one.column)} (${one.heading})`),
    unclearCodes: columns.value.unclearCode === undefined ? [] : [`${inSheet}${columnName(columns.value.unclearCode)}`],
    notes: [...(isFirst ? titles : []), ...table.notes],
  })
}

/** The side that the sheet's name or its titles speak of, where they speak of one only. */
function titleSide(sheetName: string | undefined, titles: readonly string[]): Side | undefined {
  const sides = new Set([sheetName ?? '', ...titles].map(sideIn).filter(side => side !== undefined))
  return sides.size === 1 ? [...sides][0] : undefined
}
