import { foldText } from '#platform/fold.ts'
import type { BudgetLine, Side } from './budget.ts'
import { type Classification, divisionOf } from './classification.ts'
import { lineName } from './lineName.ts'

export interface LineFilter {
  readonly q?: string | undefined
  readonly side?: Side | undefined
  /** A division of the functional classification. */
  readonly group?: string | undefined
  readonly sort: 'order' | 'amount' | 'name'
}

/**
 * The lines that a reader looks for, by name in any language and spelling or by the beginning of a code. In the order of the
 * document totals and parts stay in their places; sorted otherwise, or searched, only lines that match are left.
 */
export function filterLines(
  lines: readonly BudgetLine[],
  filter: LineFilter,
  classification: Classification,
  lang: 'ky' | 'ru' | 'en',
  compare: (a: string, b: string) => number,
): BudgetLine[] {
  const asked = filter.q ?? ''
  const wanted = foldText(asked)
  const code = /^\d{2,8}$/.test(filter.q ?? '') ? filter.q : undefined
  const matches = (line: BudgetLine) => {
    if (filter.side && line.side !== filter.side) return false
    if (filter.group && divisionOf(classification, line.functionalCode ?? '')?.code !== filter.group) return false
    if (asked === '') return true
    const codes = [line.economicCode, line.functionalCode, line.localCode]
    if (code && codes.some(one => one?.startsWith(code))) return true
    if (wanted === '') return false
    const names = [line.name, line.names?.ky, line.names?.ru, line.names?.en]
    return names.some(name => name !== undefined && foldText(name).includes(wanted))
  }
  const found = lines.filter(matches)
  if (filter.sort === 'order') return found
  const own = found.filter(line => line.kind === 'line')
  if (filter.sort === 'name') return own.sort((a, b) => compare(lineName(a, lang), lineName(b, lang)))
  return own.sort((a, b) => (b.plan ?? b.actual ?? 0) - (a.plan ?? a.actual ?? 0))
}
