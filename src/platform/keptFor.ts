import { dateInBishkek, startOfDate } from './dates.ts'

const LONGEST_S = 3_600
const DAY_MS = 86_400_000

/**
 * Seconds for which a page may be kept whose words the clock changes as well: an hour, but not past midnight in Bishkek, when
 * an answer becomes overdue, nor past the next of its own `turns`, as when a hearing begins.
 */
export function keptFor(now: Date, turns: readonly Date[] = []): number {
  const midnight = startOfDate(dateInBishkek(now)).getTime() + DAY_MS
  const left = [midnight, ...turns.map(at => at.getTime())].map(at => (at - now.getTime()) / 1_000).filter(seconds => seconds > 0)
  return Math.ceil(Math.min(LONGEST_S, ...left))
}
