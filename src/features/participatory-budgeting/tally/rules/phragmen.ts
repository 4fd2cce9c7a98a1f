import { compare, type Exact, exact, over, plus, times, ZERO } from './exact.ts'
import type { Profile } from './profile.ts'
import { breakTie, type Tie } from './ties.ts'

export interface PhragmenStep {
  readonly project: number
  /** The load that each of its supporters bears afterwards. */
  readonly load: Exact
  readonly supporters: number
}

/**
 * Sequential Phragmén with continuous loads (tally.md §5): fund the project with the least new maximal load, and stop as
 * soon as one of those with the least does not fit. A ballot supports what it gives a positive weight.
 */
export function phragmen(
  profile: Profile,
  lot: readonly number[],
): {
  winners: number[]
  steps: PhragmenStep[]
  ties: Tie[]
  /** Those with the least load of whom one did not fit: there the count stopped. Empty where nothing was left to fund. */
  stoppedAt: number[]
  /** What each supporter of a project that is not funded would have to bear. */
  loadOf: (project: number) => Exact
} {
  const { projects, ballots, budget } = profile
  // Each voter's load is that of the last funded project they support, so it is enough to know which one that was.
  const last = ballots.map(() => -1)
  const loads: Exact[] = []
  const supporters = projects.map((_, at) => ballots.flatMap((ballot, group) => (ballot.projects.includes(at) ? [group] : [])))
  const counts = supporters.map(groups => groups.reduce((sum, group) => sum + (ballots[group]?.count ?? 0), 0))
  const open = new Set(projects.flatMap((_, at) => ((counts[at] ?? 0) > 0 ? [at] : [])))
  const [winners, steps, ties]: [number[], PhragmenStep[], Tie[]] = [[], [], []]
  const stoppedAt: number[] = []
  let left = budget
  const loadAfter = (at: number): Exact => {
    const byLoad = new Map<number, number>()
    for (const group of supporters[at] ?? []) {
      const before = last[group] ?? -1
      if (before >= 0) byLoad.set(before, (byLoad.get(before) ?? 0) + (ballots[group]?.count ?? 0))
    }
    let sum = exact(projects[at]?.cost ?? 0n)
    for (const [step, count] of byLoad) sum = plus(sum, times(loads[step] ?? ZERO, BigInt(count)))
    return over(sum, BigInt(counts[at] ?? 1))
  }
  for (let round = 1; open.size > 0; round += 1) {
    let least: Exact | undefined
    let tied: number[] = []
    for (const at of open) {
      const load = loadAfter(at)
      const order = least ? compare(load, least) : -1
      if (order < 0) [least, tied] = [load, [at]]
      else if (order === 0) tied.push(at)
    }
    if (!least) break
    if (tied.some(at => (projects[at]?.cost ?? 0n) > left)) {
      stoppedAt.push(...tied)
      break
    }
    const { chosen, tie } = breakTie(profile, lot, tied, round)
    if (tie) ties.push(tie)
    open.delete(chosen)
    winners.push(chosen)
    left -= projects[chosen]?.cost ?? 0n
    for (const group of supporters[chosen] ?? []) last[group] = loads.length
    loads.push(least)
    steps.push({ project: chosen, load: least, supporters: counts[chosen] ?? 0 })
  }
  return { winners, steps, ties, stoppedAt, loadOf: loadAfter }
}
