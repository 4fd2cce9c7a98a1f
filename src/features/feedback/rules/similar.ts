import { foldText } from '#platform/fold.ts'

interface Comparable {
  readonly text: string
  readonly code: string | undefined
  readonly subjectId: string | undefined
  readonly submittedAt: Date
}
const DAY_MS = 86_400_000
const SHORTEST = 3
/** Endings vary in Kyrgyz and Russian; the beginning of a word says what it is about. */
const STEM = 5

const stems = (text: string): Set<string> =>
  new Set(
    foldText(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(word => word.length >= SHORTEST)
      .map(word => word.slice(0, STEM)),
  )

/**
 * How much two words seem to be about the same, from 0 to 1: shared words count most, the same service or subject next,
 * nearness in time least. Only a suggestion: a person decides.
 */
export function similarity(a: Comparable, b: Comparable): number {
  const [left, right] = [stems(a.text), stems(b.text)]
  const shared = [...left].filter(stem => right.has(stem)).length
  const smaller = Math.min(left.size, right.size)
  const words = smaller === 0 ? 0 : shared / smaller
  const about = a.subjectId !== undefined && a.subjectId === b.subjectId ? 1 : a.code !== undefined && a.code === b.code ? 0.8 : 0
  const days = Math.abs(a.submittedAt.getTime() - b.submittedAt.getTime()) / DAY_MS
  const near = Math.max(0, 1 - days / 90)
  return 0.55 * words + 0.3 * about + 0.15 * near
}

/** From here on a word is offered as a likely duplicate. */
export const LIKELY = 0.5
