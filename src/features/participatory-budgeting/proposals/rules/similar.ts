import { foldText } from '#platform/fold.ts'
import type { Proposal } from './proposal.ts'

interface Comparable {
  readonly title: string
  readonly text: string
  readonly placeName?: string | undefined
}
const SHORTEST = 3
/** Endings vary in Kyrgyz and Russian; the beginning of a word says what it is about. */
const STEM = 4
/** From here on a proposal is shown as one that may be the same. */
export const LIKELY = 0.34

const stems = (text: string): Set<string> =>
  new Set(
    foldText(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(word => word.length >= SHORTEST)
      .map(word => word.slice(0, STEM)),
  )
const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  const smaller = Math.min(a.size, b.size)
  return smaller === 0 ? 0 : [...a].filter(stem => b.has(stem)).length / smaller
}

/** How much two proposals seem to want the same, from 0 to 1: words of the titles count most, then all words. Only a hint. */
export function similarity(a: Comparable, b: Comparable): number {
  const titles = shared(stems(a.title), stems(b.title))
  const all = shared(stems(`${a.title} ${a.text} ${a.placeName ?? ''}`), stems(`${b.title} ${b.text} ${b.placeName ?? ''}`))
  return 0.6 * titles + 0.4 * all
}

/** Those that may want the same, the likeliest first. */
export const similarTo = (typed: Comparable, all: readonly Proposal[], most: number): Proposal[] =>
  all
    .map(one => ({
      one,
      score: Math.max(...[one.title, ...Object.values(one.titles)].map(title => similarity(typed, { ...one, title }))),
    }))
    .filter(({ score }) => score >= LIKELY)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ one }) => one)
