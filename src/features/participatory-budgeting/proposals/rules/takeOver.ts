import type { Cycle } from '../../cycles/rules/cycle.ts'
import { phaseAt } from '../../cycles/rules/phases.ts'

/** An office takes proposals over from elsewhere while there is time to review them. */
export const takesOver = (cycle: Pick<Cycle, 'phases' | 'state'>, now: Date): boolean =>
  cycle.state === 'published' && ['proposing', 'supporting', 'reviewing'].includes(phaseAt(cycle.phases, now)?.kind ?? '')

const MOST = 120
/** A title for words that have none: their first sentence, cut between words. */
export function titleFrom(text: string): string {
  const [first = ''] = text.trim().split(/(?<=[.!?…])\s|\n/u)
  const sentence = first
    .replace(/\s+/gu, ' ')
    .replace(/[.…]+$/u, '')
    .trim()
  if (sentence.length <= MOST) return sentence
  const cut = sentence.slice(0, MOST - 1)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).trimEnd()}…`
}
