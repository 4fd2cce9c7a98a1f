import { type Finding, SIDES } from '../budget.ts'
import { knowsEconomic, knowsFunctional } from '../classification.ts'
import { type Check, itemKey, linesOf } from './context.ts'

/** The same item twice under the same heading: by name and codes. */
export const duplicateLine: Check = ({ lines }) => {
  const first = new Map<string, number>()
  return lines.flatMap((line, position): Finding[] => {
    if (line.kind !== 'line') return []
    const key = `${itemKey(line)}|${line.group ?? ''}`
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, position)
      return []
    }
    const other = lines[earlier]
    const same = other?.plan === line.plan && other?.actual === line.actual
    return [
      {
        code: 'duplicateLine',
        position,
        row: line.row,
        values: { name: line.name, firstRow: other?.row ?? earlier + 1, amounts: same ? 'same' : 'different' },
      },
    ]
  })
}

export const unknownCode: Check = ({ lines, classification }) =>
  lines.flatMap((line, position) => {
    const findings: Finding[] = []
    const { economicCode, functionalCode, name, row } = line
    if (economicCode && !knowsEconomic(classification, economicCode))
      findings.push({
        code: 'unknownCode',
        position,
        row,
        values: { kind: 'economic', unknown: economicCode, name, version: classification.version },
      })
    if (functionalCode && !knowsFunctional(classification, functionalCode))
      findings.push({
        code: 'unknownCode',
        position,
        row,
        values: { kind: 'functional', unknown: functionalCode, name, version: classification.version },
      })
    return findings
  })

/**
 * Money for delegated state powers has to stand in a line of its own on both sides (Government order no. 715 of
 * 19 December 2014). Looked for where both sides are there in full, not in a few lines of one.
 */
export const delegatedWithoutOwnLine: Check = ({ lines }) => {
  const sides = SIDES.map(side => linesOf(lines, side))
  if (sides.some(side => side.length < 3)) return []
  const [revenue = false, expenditure = false] = sides.map(side => side.some(line => line.isDelegated))
  if (revenue && expenditure) return []
  return [{ code: 'delegatedWithoutOwnLine', values: { missing: revenue ? 'expenditure' : expenditure ? 'revenue' : 'both' } }]
}
