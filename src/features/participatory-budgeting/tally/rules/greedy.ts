import type { Profile } from './profile.ts'
import { breakTie, type Tie } from './ties.ts'

export interface GreedyStep {
  readonly project: number
  readonly funded: boolean
  readonly score: bigint
  /** Money left before this step. */
  readonly left: bigint
}
export interface GreedyOptions {
  /** Stop at the first project that does not fit. */
  readonly noSkip?: boolean
  /** Projects with a lower score are out. */
  readonly threshold?: bigint | undefined
  /** Taken already, as by equal shares before a completion. */
  readonly taken?: readonly number[]
  /** A project nobody supports is passed over. */
  readonly supportedOnly?: boolean
}

/** Greedy by votes (tally.md §3): the highest score first, then the lower cost, then the lot; what fits is funded. */
export function greedy(
  profile: Profile,
  lot: readonly number[],
  options: GreedyOptions = {},
): { winners: number[]; steps: GreedyStep[]; ties: Tie[] } {
  const { noSkip = false, threshold, taken = [], supportedOnly = false } = options
  const score = (at: number) => profile.scores[at] ?? 0n
  const cost = (at: number) => profile.projects[at]?.cost ?? 0n
  let left = taken.reduce((sum, at) => sum - cost(at), profile.budget)
  const waiting = new Set(profile.projects.map((_, at) => at))
  for (const at of taken) waiting.delete(at)
  for (const at of [...waiting])
    if ((threshold !== undefined && score(at) < threshold) || (supportedOnly && score(at) <= 0n)) waiting.delete(at)
  const [winners, steps, ties]: [number[], GreedyStep[], Tie[]] = [[], [], []]
  for (let round = 1; waiting.size > 0; round += 1) {
    let best: number[] = []
    for (const at of waiting) {
      const [first] = best
      if (first === undefined || score(at) > score(first)) best = [at]
      else if (score(at) === score(first)) best.push(at)
    }
    const { chosen, tie } = breakTie(profile, lot, best, round)
    // A tie that the lower cost settles is the rule's own order; it is told all the same, since money may hang on it.
    if (tie) ties.push(tie)
    waiting.delete(chosen)
    const funded = cost(chosen) <= left
    steps.push({ project: chosen, funded, score: score(chosen), left })
    if (funded) {
      winners.push(chosen)
      left -= cost(chosen)
    } else if (noSkip) break
  }
  return { winners, steps, ties }
}
