import { addTyiyn, type Tyiyn } from '#platform/money.ts'
import type { BudgetLine, Side } from './budget.ts'
import { type Column, itemKey, linesOf } from './checks/context.ts'
import { type Classification, type CodedEntry, divisionOf } from './classification.ts'

/** Lines that a resident sees as one bar: a division of spending, or one line. */
export interface Group {
  /** The same thing in another year has the same key. */
  readonly key: string
  readonly division?: CodedEntry | undefined
  readonly lines: readonly [BudgetLine, ...BudgetLine[]]
  readonly amount: Tyiyn
}

/**
 * A side's lines as groups, the largest first: spending by what it is for where most lines say so by code, everything else
 * line by line. Lines without an amount in the column are left out.
 */
export function groupsOf(lines: readonly BudgetLine[], side: Side, column: Column, classification: Classification): Group[] {
  const counted = linesOf(lines, side).filter(line => line[column] !== undefined)
  const divisions = counted.map(line => (line.functionalCode ? divisionOf(classification, line.functionalCode) : undefined))
  const byDivision = side === 'expenditure' && divisions.filter(Boolean).length > counted.length / 2
  const groups = new Map<string, { division?: CodedEntry | undefined; lines: [BudgetLine, ...BudgetLine[]] }>()
  counted.forEach((line, at) => {
    const division = byDivision ? divisions[at] : undefined
    const key = division?.code ?? itemKey(line)
    const group = groups.get(key)
    if (group) group.lines.push(line)
    else groups.set(key, { division, lines: [line] })
  })
  return [...groups]
    .map(([key, { division, lines: own }]) => ({
      key,
      division,
      lines: own,
      amount: addTyiyn(own.map(line => line[column] ?? (0 as Tyiyn))),
    }))
    .sort((a, b) => b.amount - a.amount)
}

/** The first ones whole, the small rest to be folded; one left over is no rest. */
export function splitSmall<T>(sorted: readonly T[], most = 7): { shown: readonly T[]; rest: readonly T[] } {
  return sorted.length <= most + 1 ? { shown: sorted, rest: [] } : { shown: sorted.slice(0, most), rest: sorted.slice(most) }
}
