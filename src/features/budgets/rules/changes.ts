import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { BudgetLine } from './budget.ts'
import { type Column, itemKey } from './checks/context.ts'

export interface Change {
  readonly line: BudgetLine
  readonly before: Tyiyn
  readonly now: Tyiyn
  readonly by: Tyiyn
  readonly kind: 'more' | 'less' | 'new' | 'gone'
}

const amountsByItem = (lines: readonly BudgetLine[], column: Column): Map<string, { line: BudgetLine; amount: Tyiyn }> => {
  const items = new Map<string, { line: BudgetLine; amount: Tyiyn }>()
  for (const line of lines) {
    const amount = line[column]
    if (line.kind !== 'line' || amount === undefined) continue
    const key = itemKey(line)
    const seen = items.get(key)
    items.set(key, { line: seen?.line ?? line, amount: tyiyn((seen?.amount ?? 0) + amount) })
  }
  return items
}

/** Every item that differs from an earlier budget, the largest difference first, and how many do not. */
export function changesOf(
  lines: readonly BudgetLine[],
  earlier: readonly BudgetLine[],
  column: Column = 'plan',
): { changes: Change[]; same: number } {
  const [now, before] = [amountsByItem(lines, column), amountsByItem(earlier, column)]
  let same = 0
  const changes = [...new Set([...now.keys(), ...before.keys()])].flatMap((key): Change[] => {
    const [current, last] = [now.get(key), before.get(key)]
    const line = current?.line ?? last?.line
    const by = tyiyn((current?.amount ?? 0) - (last?.amount ?? 0))
    if (by === 0 && current && last) same += 1
    if (!line || by === 0) return []
    const kind = !last ? 'new' : !current ? 'gone' : by > 0 ? 'more' : 'less'
    return [{ line, before: last?.amount ?? tyiyn(0), now: current?.amount ?? tyiyn(0), by, kind }]
  })
  return { changes: changes.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)), same }
}

/** The plans that differ most from the year before, item by item, the largest difference first. */
export const largestChanges = (lines: readonly BudgetLine[], lastYear: readonly BudgetLine[], most = 5): Change[] =>
  changesOf(lines, lastYear).changes.slice(0, most)
