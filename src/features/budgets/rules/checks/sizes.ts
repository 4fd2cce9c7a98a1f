import { type Tyiyn, tyiyn } from '#platform/money.ts'
import { type Finding, type LineFacts, SIDES } from '../budget.ts'
import type { ReadLine } from '../reading/lines.ts'
import { type Check, COLUMNS, type Column, itemKey, linesOf, sideAmount } from './context.ts'
import { excess } from './sums.ts'

/** Around a power of ten, as one wrong separator makes it. */
const about = (ratio: number, power: number): boolean => ratio > power * 0.8 && ratio < power * 1.25
const printedOf = (line: LineFacts, column: Column): string | undefined =>
  column === 'plan' ? line.printedPlan : line.printedActual
const hasDecimals = (printed: string | undefined): boolean => /[.,]\d{1,2}$/.test(printed?.trim() ?? '')

/** The amounts of the year before by item, where an item stands there once. */
function before(lastYear: readonly LineFacts[] | undefined): Map<string, Tyiyn> {
  const amounts = new Map<string, Tyiyn>()
  const twice = new Set<string>()
  for (const line of lastYear ?? []) {
    const key = itemKey(line)
    const amount = line.plan ?? line.actual
    if (line.kind !== 'line' || amount === undefined) continue
    if (amounts.has(key)) twice.add(key)
    amounts.set(key, amount)
  }
  for (const key of twice) amounts.delete(key)
  return amounts
}

/**
 * A value printed without its decimal comma is 10 or 100 times too large. Told by the printed total (the line explains
 * exactly what the parts are too much by), by plan against actual, or by the year before; the last two only in a table whose
 * other amounts have decimals.
 */
export const lostDecimalComma: Check = ({ lines, lastYear }) => {
  const findings: Finding[] = []
  const earlier = before(lastYear)
  for (const column of COLUMNS) {
    const printed = lines.map(line => printedOf(line, column)).filter(text => text !== undefined)
    const withDecimals = printed.filter(hasDecimals).length >= printed.length / 2 && printed.length >= 4
    for (const side of SIDES) {
      const tooMuch = excess(lines, side, column)
      lines.forEach((line, position) => {
        const amount = line[column]
        if (line.side !== side || line.kind !== 'line' || amount === undefined || amount <= 0) return
        if (hasDecimals(printedOf(line, column))) return
        const other = column === 'plan' ? line.actual : line.plan
        const last = earlier.get(itemKey(line))
        for (const power of [10, 100]) {
          if (amount % power !== 0) continue
          const likely = tyiyn(amount / power)
          const explains = tooMuch !== undefined && tooMuch > 0 && amount - likely === tooMuch
          const stands = [other, last].find(one => one !== undefined && one > 0 && about(amount / one, power))
          if (!explains && !(withDecimals && stands !== undefined)) continue
          const values = {
            column,
            name: line.name,
            printed: printedOf(line, column) ?? '',
            amount,
            likely,
            by: explains ? 'total' : stands === other ? 'column' : 'lastYear',
          }
          findings.push({ code: 'lostDecimalComma', position, row: line.row, difference: tyiyn(amount - likely), values })
          break
        }
      })
    }
  }
  return findings
}

// What a municipality of Kyrgyzstan plans for a resident lies between some hundred and some ten thousand som a year.
const LEAST_PER_PERSON = 10_000
const MOST_PER_PERSON = 50_000_000
const isThousand = (ratio: number): boolean => (ratio > 400 && ratio < 2_500) || (ratio > 1 / 2_500 && ratio < 1 / 400)

/** Som taken for thousand som, or the other way round: the whole file (said once, by the first side that shows it), or one line in it. */
export const thousandSlip: Check = ({ lines, lastYear, population }) => {
  const findings: Finding[] = []
  for (const side of SIDES) {
    const amount = sideAmount(lines, side, 'plan')
    if (amount === undefined || amount <= 0) continue
    const earlier = lastYear ? sideAmount(asRead(lastYear), side, 'plan') : undefined
    const perInhabitant = population && population > 0 ? tyiyn(Math.round(amount / population)) : undefined
    if (earlier && earlier > 0 && isThousand(amount / earlier)) {
      return [{ code: 'thousandSlip', values: { of: 'lastYear', side, amount, other: earlier } }]
    }
    if (perInhabitant !== undefined && (perInhabitant < LEAST_PER_PERSON || perInhabitant > MOST_PER_PERSON))
      return [{ code: 'thousandSlip', values: { of: 'inhabitant', side, amount, perInhabitant } }]
  }
  const earlier = before(lastYear)
  const sides = new Map(SIDES.map(side => [side, weigh(linesOf(lines, side))]))
  lines.forEach((line, position) => {
    if (line.kind !== 'line') return
    const slip = slipOf(line, earlier.get(itemKey(line)), sides.get(line.side) ?? weigh([]))
    if (slip)
      findings.push({ code: 'thousandSlip', position, row: line.row, values: { name: line.name, side: line.side, ...slip } })
  })
  return findings
}

const weightOf = (line: ReadLine): number => Math.abs(line.plan ?? line.actual ?? 0)
const weigh = (side: readonly ReadLine[]) => ({ count: side.length, sum: side.reduce((sum, one) => sum + weightOf(one), 0) })

function slipOf(line: ReadLine, last: Tyiyn | undefined, side: { readonly count: number; readonly sum: number }) {
  const { plan, actual } = line
  const amount = plan ?? actual
  if (amount === undefined || amount <= 0) return undefined
  if (plan && actual && plan > 0 && actual > 0 && isThousand(actual / plan)) return { of: 'column', amount: plan, other: actual }
  if (last && last > 0 && isThousand(amount / last)) return { of: 'lineLastYear', amount, other: last }
  const others = side.sum - weightOf(line)
  return side.count >= 5 && others > 0 && amount > others * 30 ? { of: 'file', amount, other: tyiyn(others) } : undefined
}

/** Stored lines do not keep what a total is of; a total that covers less than its side is smaller than it. */
function asRead(lines: readonly LineFacts[]): ReadLine[] {
  return lines.map(line => (line.kind === 'total' && isLargest(line, lines) ? { ...line, totalOf: 'all' as const } : line))
}
const isLargest = (total: LineFacts, lines: readonly LineFacts[]): boolean =>
  lines.every(line => line.kind !== 'total' || line.side !== total.side || (line.plan ?? 0) <= (total.plan ?? 0))

export const negativeAmount: Check = ({ lines }) =>
  lines.flatMap((line, position) =>
    COLUMNS.flatMap((column): Finding[] => {
      const amount = line[column]
      return amount !== undefined && amount < 0
        ? [{ code: 'negativeAmount', position, row: line.row, values: { column, name: line.name, amount } }]
        : []
    }),
  )

/** What the unit rests on, what was left out, and computed amounts with more digits than a tyiyn has. */
export const howRead: Check = ({ lines, unit, unitSaid, unitInFile, notTaken = [], unclearCodes = [] }) => {
  const findings: Finding[] = []
  if (notTaken.length > 0) findings.push({ code: 'columnsNotTaken', values: { columns: notTaken.join(', ').slice(0, 500) } })
  if (unclearCodes.length > 0) findings.push({ code: 'codesUnclear', values: { columns: unclearCodes.join(', ') } })
  if (unitSaid === 'nobody') findings.push({ code: 'unitAssumed', values: { unit } })
  if (unitInFile) findings.push({ code: 'unitDiffers', values: { unit, inFile: unitInFile } })
  const finer = lines.findIndex(line => line.finer)
  if (finer >= 0)
    findings.push({
      code: 'finerThanTyiyn',
      position: finer,
      row: lines[finer]?.row,
      values: { count: lines.filter(line => line.finer).length },
    })
  return findings
}
