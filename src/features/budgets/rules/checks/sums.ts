import { addTyiyn, type Tyiyn, tyiyn } from '#platform/money.ts'
import { type Finding, type Side, SIDES } from '../budget.ts'
import type { ReadLine } from '../reading/lines.ts'
import { type Check, type CheckContext, COLUMNS, amountsOf, linesOf, sideAmount, sumOf } from './context.ts'

/** The lines that a printed total is the total of; `sides` are the lines that count on each side. */
function coveredBy(
  lines: readonly ReadLine[],
  at: number,
  sides: Readonly<Record<Side, readonly ReadLine[]>>,
): readonly ReadLine[] {
  const total = lines[at]
  if (!total) return []
  if (total.covers) return total.covers.map(index => lines[index]).filter(line => line !== undefined)
  if (total.totalOf === 'all') return sides[total.side]
  const covered: ReadLine[] = []
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index]
    if (!line || line.side !== total.side || line.kind === 'total') break
    if (covered[0] && line.kind === 'line' && line.group !== covered[0].group) break
    if (line.kind === 'line') covered.push(line)
  }
  return covered
}

/** Printed totals against the sum of their lines, plan and actual apart. */
export const partsDoNotAddUp: Check = ({ lines }) => {
  const sides = { revenue: linesOf(lines, 'revenue'), expenditure: linesOf(lines, 'expenditure') }
  const soFar = { revenue: { plan: tyiyn(0), actual: tyiyn(0) }, expenditure: { plan: tyiyn(0), actual: tyiyn(0) } }
  return lines.flatMap((total, position) => {
    if (total.kind === 'line')
      for (const column of COLUMNS) soFar[total.side][column] = addTyiyn([soFar[total.side][column], total[column] ?? tyiyn(0)])
    if (total.kind !== 'total') return []
    const parts = coveredBy(lines, position, sides)
    return COLUMNS.flatMap((column): Finding[] => {
      const printed = total[column]
      if (printed === undefined || amountsOf(parts, column).length === 0) return []
      const sum = sumOf(parts, column)
      // A total in the middle may also be of everything so far.
      const ofAllSoFar = total.totalOf === 'group' && !total.covers && soFar[total.side][column] === printed
      if (sum === printed || ofAllSoFar) return []
      const values = { side: total.side, column, parts: sum, total: printed, name: total.name, of: total.totalOf ?? 'all' }
      return [{ code: 'partsDoNotAddUp', position, row: total.row, difference: tyiyn(sum - printed), values }]
    })
  })
}

export const ofWhichExceedsWhole: Check = ({ lines }) => {
  const partsOf = new Map<number, ReadLine[]>()
  for (const line of lines) {
    if (line.parent === undefined || line.kind !== 'ofWhich') continue
    const parts = partsOf.get(line.parent)
    if (parts) parts.push(line)
    else partsOf.set(line.parent, [line])
  }
  return [...partsOf].flatMap(([parent, parts]) => {
    const whole = lines[parent]
    if (!whole) return []
    return COLUMNS.flatMap((column): Finding[] => {
      const amount = whole[column]
      const sum = sumOf(parts, column)
      if (amount === undefined || sum <= amount) return []
      const values = { column, parts: sum, whole: amount, name: whole.name }
      return [{ code: 'ofWhichExceedsWhole', position: parent, row: whole.row, difference: tyiyn(sum - amount), values }]
    })
  })
}

export const revenueNotExpenditure: Check = ({ lines }) => {
  const [revenue, expenditure] = SIDES.map(side => sideAmount(lines, side, 'plan'))
  if (revenue === undefined || expenditure === undefined || revenue === expenditure) return []
  return [{ code: 'revenueNotExpenditure', difference: tyiyn(revenue - expenditure), values: { revenue, expenditure } }]
}

/** A side without a printed total, and a total without lines. */
export const missingParts: Check = ({ lines }) =>
  SIDES.flatMap((side): Finding[] => {
    const total = lines.findIndex(line => line.side === side && line.kind === 'total' && line.totalOf === 'all')
    const parts = linesOf(lines, side)
    if (parts.length > 0 && total < 0) return [{ code: 'totalMissing', values: { side } }]
    if (parts.length === 0 && total >= 0)
      return [
        {
          code: 'linesMissing',
          position: total,
          row: lines[total]?.row,
          values: { side, known: lines.some(line => line.side === side && line.kind === 'ofWhich') ? 'some' : 'none' },
        },
      ]
    return []
  })

/** A report on execution that tells of a side only what was planned. */
export const actualMissing: Check = ({ lines, stage }: CheckContext) => {
  if (!stage.startsWith('execution')) return []
  const without = SIDES.filter(side => {
    const own = lines.filter(line => line.side === side)
    return own.length > 0 && own.every(line => line.actual === undefined)
  })
  const [first] = without
  return first ? [{ code: 'actualMissing', values: { side: without.length > 1 ? 'both' : first } }] : []
}

/** By how much a side's lines exceed its printed total; undefined where one of them is missing. */
export function excess(lines: readonly ReadLine[], side: (typeof SIDES)[number], column: 'plan' | 'actual'): Tyiyn | undefined {
  const printed = lines.find(line => line.side === side && line.kind === 'total' && line.totalOf === 'all')?.[column]
  const parts = linesOf(lines, side)
  return printed === undefined || parts.length === 0 ? undefined : tyiyn(sumOf(parts, column) - printed)
}
