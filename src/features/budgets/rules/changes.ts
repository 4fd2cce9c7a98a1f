import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { BudgetLine } from './budget.ts'
import { itemKey } from './checks/context.ts'

export interface Change {
  readonly line: BudgetLine
  readonly before: Tyiyn
  readonly now: Tyiyn
  readonly by: Tyiyn
  readonly kind: 'more' | 'less' | 'new' | 'gone'
}

const amountsByItem = (lines: readonly BudgetLine[]): Map<string, { line: BudgetLine; amount: Tyiyn }> => {
  const items = new Map<string, { line: BudgetLine; amount: Tyiyn }>()
  for (const line of lines) {
    if (line.kind !== 'line' || line.plan === undefined) continue
    const key = itemKey(line)
    const seen = items.get(key)
    items.set(key, { line: seen?.line ?? line, amount: tyiyn((seen?.amount ?? 0) + line.plan) })
  }
  return items
}

/** The plans that differ most from the year before, item by item, the largest difference first. */
export function largestChanges(lines: readonly BudgetLine[], lastYear: readonly BudgetLine[], most = 5): Change[] {
  const [now, before] = [amountsByItem(lines), amountsByItem(lastYear)]
  const changes = [...new Set([...now.keys(), ...before.keys()])].flatMap((key): Change[] => {
    const [current, earlier] = [now.get(key), before.get(key)]
    const line = current?.line ?? earlier?.line
    const by = tyiyn((current?.amount ?? 0) - (earlier?.amount ?? 0))
    if (!line || by === 0) return []
    const kind = !earlier ? 'new' : !current ? 'gone' : by > 0 ? 'more' : 'less'
    return [{ line, before: earlier?.amount ?? tyiyn(0), now: current?.amount ?? tyiyn(0), by, kind }]
  })
  return changes.sort((a, b) => Math.abs(b.by) - Math.abs(a.by)).slice(0, most)
}
