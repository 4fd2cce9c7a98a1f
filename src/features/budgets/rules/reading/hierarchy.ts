import type { ReadLine } from './lines.ts'

/**
 * Tables that print a group's amount above its lines ("11 Taxes", then "111", "113"; "1", then "1.1") would count twice.
 * Such a line becomes the printed total of the lines under it, where the figures bear it out: its lines add up to it, or
 * the side's printed total does not need it. Names, order and amounts stay as they are.
 */
export function findGroups(lines: readonly ReadLine[]): ReadLine[] {
  const result = [...lines]
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
    const printed = result.find(line => line.kind === 'total' && line.totalOf === 'all' && line.side === head.side)?.plan
    const withHead = result
      .filter(line => line.kind === 'line' && line.side === head.side)
      .reduce((total, line) => total + (line.plan ?? 0), 0)
    if (sum !== (head.plan ?? 0) && printed !== undefined && withHead === printed) continue
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
