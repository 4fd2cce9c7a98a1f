import { createHash } from 'node:crypto'
import type { Profile } from './profile.ts'

/** A tie that had to be broken: where, among whom, and what decided (tally.md §6). */
export interface Tie {
  readonly round: number
  readonly tied: readonly string[]
  readonly chosen: string
  readonly by: 'cost' | 'score' | 'lot'
}

/** Position of each project in the lot. Without a seed by id; with one by SHA-256 of the seed and the id. */
export function lotOf(ids: readonly string[], seed?: string): number[] {
  const keys = ids.map(id => (seed === undefined ? id : createHash('sha256').update(`${seed}\n${id}`).digest('hex')))
  const order = ids.map((_, at) => at).sort((a, b) => ((keys[a] ?? '') < (keys[b] ?? '') ? -1 : 1))
  const lot: number[] = []
  order.forEach((project, at) => {
    lot[project] = at
  })
  return lot
}

/** What may break a tie before the lot does. */
export type TieOrder = readonly ('cost' | 'score')[]

/** Who of the tied comes first: lower cost, then higher score, then the lot, unless the rules order it otherwise. */
export function breakTie(
  profile: Profile,
  lot: readonly number[],
  tied: readonly number[],
  round: number,
): { chosen: number; tie?: Tie } {
  const [first] = tied
  if (first === undefined) throw new Error('a tie among nobody')
  if (tied.length === 1) return { chosen: first }
  const costOf = (at: number) => profile.projects[at]?.cost ?? 0n
  const scoreOf = (at: number) => profile.scores[at] ?? 0n
  const bestBy = (some: readonly number[], beats: (a: number, b: number) => boolean): number[] => {
    const best = some.reduce((a, b) => (beats(b, a) ? b : a))
    return some.filter(at => !beats(best, at))
  }
  const beats = {
    cost: (a: number, b: number) => costOf(a) < costOf(b),
    score: (a: number, b: number) => scoreOf(a) > scoreOf(b),
  }
  let [left, by] = [tied, 'lot' as Tie['by']]
  for (const one of profile.tieOrder ?? (['cost', 'score'] as const)) {
    left = bestBy(left, beats[one])
    if (left.length > 1) continue
    by = one
    break
  }
  const chosen = left.reduce((a, b) => ((lot[b] ?? 0) < (lot[a] ?? 0) ? b : a))
  const id = (at: number) => profile.projects[at]?.id ?? ''
  return { chosen, tie: { round, tied: tied.map(id).sort(), chosen: id(chosen), by } }
}
