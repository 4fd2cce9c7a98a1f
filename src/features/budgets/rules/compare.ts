import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { BudgetLine } from './budget.ts'
import { type Change, changesOf } from './changes.ts'
import type { Column } from './checks/context.ts'

/** A budget against an earlier one, line by line. */
export interface Comparison {
  readonly added: readonly Change[]
  readonly gone: readonly Change[]
  readonly changed: readonly Change[]
  /** Lines whose amount stays. */
  readonly same: number
  /** By how much all of it is more. */
  readonly by: { readonly revenue: Tyiyn; readonly expenditure: Tyiyn }
}

export function compareLines(lines: readonly BudgetLine[], before: readonly BudgetLine[], column: Column = 'plan'): Comparison {
  const { changes, same } = changesOf(lines, before, column)
  const sum = (side: 'revenue' | 'expenditure') =>
    tyiyn(changes.reduce((all, one) => all + (one.line.side === side ? one.by : 0), 0))
  return {
    added: changes.filter(one => one.kind === 'new'),
    gone: changes.filter(one => one.kind === 'gone'),
    changed: changes.filter(one => one.kind === 'more' || one.kind === 'less'),
    same,
    by: { revenue: sum('revenue'), expenditure: sum('expenditure') },
  }
}
