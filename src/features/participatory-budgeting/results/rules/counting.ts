import type { CycleRules } from '../../cycles/rules/cycleRules.ts'
import type { CountingRules } from '../../tally/rules/counting.ts'

/** How the frozen rules say to count. Nothing of it is chosen after the vote but the public value of the lot. */
export const countingRules = (
  { rule, utility, completion, threshold, tieOrder }: CycleRules['count'],
  seed?: string,
): CountingRules => ({
  rule,
  ...(rule === 'equal-shares' ? { utility: utility ?? 'cost', completion: completion ?? 'add1u' } : {}),
  ...(rule.startsWith('greedy') && threshold ? { threshold: BigInt(threshold) } : {}),
  ...(tieOrder === 'scoreFirst' ? { tieOrder: ['score', 'cost'] } : {}),
  ...(seed === undefined ? {} : { seed }),
})

const quoted = (text: string): string => (/^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

/** The one command that repeats a count, with every option that the frozen rules set. */
export function recountCommand(count: CycleRules['count'], seed: string | undefined, file: string): string {
  const { rule, utility, completion, threshold, tieOrder } = countingRules(count, seed)
  return [
    `npm run -s cli -- tally ${quoted(file)} --rule ${rule}`,
    ...(utility ? [`--utility ${utility}`] : []),
    ...(completion ? [`--completion ${completion}`] : []),
    ...(threshold === undefined ? [] : [`--threshold ${threshold}`]),
    ...(tieOrder === undefined ? [] : [`--tie-break ${[...tieOrder, 'lot'].join(',')}`]),
    ...(seed === undefined ? [] : [`--seed ${quoted(seed)}`]),
    '--json',
  ].join(' ')
}

/** Computes the hash of a result from what was signed, with what every such machine has. */
export const hashCommand = (text: string): string => `printf %s ${quoted(text)} | sha256sum`

/** Name of a pot's file; ids of areas are fit for it. */
export const pbFileName = (pot: string): string => `${pot}.pb`
