import { foldForSearch } from '#platform/fold.ts'
import type { MoneyUnit, Tyiyn } from '#platform/money.ts'
import { addTyiyn } from '#platform/money.ts'
import type { BudgetStage, Finding, LineFacts, Side } from '../budget.ts'
import type { Classification } from '../classification.ts'
import type { ReadLine } from '../reading/lines.ts'

/** What the checks look at. They return findings and change nothing. */
export interface CheckContext {
  readonly lines: readonly ReadLine[]
  readonly stage: BudgetStage
  readonly unit: MoneyUnit
  readonly unitSaid: 'sender' | 'file' | 'nobody'
  readonly unitInFile?: MoneyUnit | undefined
  readonly classification: Classification
  /** Columns that were left out, and columns of codes that could not be told apart. */
  readonly notTaken?: readonly string[] | undefined
  readonly unclearCodes?: readonly string[] | undefined
  /** People of the municipality, where known. */
  readonly population?: number | undefined
  /** Lines of the year before, where there is a budget. */
  readonly lastYear?: readonly LineFacts[] | undefined
}
export type Check = (context: CheckContext) => Finding[]

export const COLUMNS = ['plan', 'actual'] as const
export type Column = (typeof COLUMNS)[number]

export const amountsOf = (lines: readonly LineFacts[], column: Column): Tyiyn[] =>
  lines.map(line => line[column]).filter(amount => amount !== undefined)
export const sumOf = (lines: readonly LineFacts[], column: Column): Tyiyn => addTyiyn(amountsOf(lines, column))
/** The lines that count in a side's sum. */
export const linesOf = <L extends LineFacts>(lines: readonly L[], side: Side): L[] =>
  lines.filter(line => line.side === side && line.kind === 'line')
/** What a side is known by: its printed total, else the sum of its lines; undefined where it has neither. */
export function sideAmount(
  lines: readonly (LineFacts & { totalOf?: 'all' | 'group' | undefined })[],
  side: Side,
  column: Column,
): Tyiyn | undefined {
  const printed = lines.findLast(
    line => line.kind === 'total' && line.totalOf === 'all' && line.side === side && line[column] !== undefined,
  )
  if (printed?.[column] !== undefined) return printed[column]
  const amounts = amountsOf(linesOf(lines, side), column)
  return amounts.length > 0 ? addTyiyn(amounts) : undefined
}
// Folding names is what takes long in a long table; a line never changes, so its key is made once.
const keys = new WeakMap<LineFacts, string>()
/** The same item in another year, or printed twice: by side, codes and name. */
export function itemKey(line: LineFacts): string {
  const known = keys.get(line)
  if (known !== undefined) return known
  const key = [line.side, line.functionalCode, line.economicCode, line.localCode, foldForSearch(line.name)].join('|')
  keys.set(line, key)
  return key
}
