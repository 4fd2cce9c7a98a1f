import type { Tyiyn } from '#platform/money.ts'
import type { Side } from '../budget.ts'
import type { ReadLine } from './lines.ts'

/**
 * Tables that print a group's amount above its lines ("11 Taxes", then "111", "113"; "1", then "1.1") would count twice.
 * Such a line becomes the printed total of the lines under it, where the figures bear it out: its lines add up to it, or
 * the side's printed total does not need it. Names, order and amounts stay as they are.
 */
export function findGroups(lines: readonly ReadLine[]): ReadLine[] {
  const result = [...lines]
  const printed = new Map<Side, Tyiyn | undefined>()
  const counted = new Map<Side, number>()
  for (const line of lines) {
    if (line.kind === 'total' && line.totalOf === 'all' && !printed.has(line.side)) printed.set(line.side, line.plan)
    if (line.kind === 'line') counted.set(line.side, (counted.get(line.side) ?? 0) + (line.plan ?? 0))
  }
  for (let at = result.length - 1; at >= 0; at -= 1) {
    const head = result[at]
    if (head?.kind !== 'line') continue
    const covers: number[] = []
    for (let under = at + 1; under < result.length; under += 1) {
      const line = result[under]
      if (!line || line.side !== head.side || (line.kind === 'total' && line.covers === undefined)) break
      if (line.kind === 'ofWhich') continue
      if (!isUnder(line, head)) break
      if (line.kind === 'line') covers.push(under)
    }
    if (covers.length === 0) continue
    const sum = covers.reduce((total, index) => total + (result[index]?.plan ?? 0), 0)
    const said = printed.get(head.side)
    const withHead = counted.get(head.side) ?? 0
    if (sum !== (head.plan ?? 0) && said !== undefined && withHead === said) continue
    counted.set(head.side, withHead - (head.plan ?? 0))
    result[at] = { ...head, kind: 'total', totalOf: 'group', covers }
  }
  return result
}

function isUnder(line: ReadLine, head: ReadLine): boolean {
  if (head.ordinal && line.ordinal) return line.ordinal.startsWith(`${head.ordinal}.`)
  const [f, e] = [head.functionalCode ?? '', head.economicCode ?? '']
  const [lineF, lineE] = [line.functionalCode ?? '', line.economicCode ?? '']
  const longer = (code: string, stem: string) => stem !== '' && code.startsWith(stem) && code.length > stem.length
  if (f !== '' && e === '') return longer(lineF, f) || (lineE !== '' && (lineF === '' || lineF.startsWith(f)))
  if (e !== '') return (lineF === f || lineF === '') && longer(lineE, e)
  return false
}
