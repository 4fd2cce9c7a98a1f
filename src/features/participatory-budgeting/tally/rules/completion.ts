import { equalShares, type SharesRun, type Utility } from './equalShares.ts'
import { ceilOf, compare, type Exact, exact, minus, over } from './exact.ts'
import { greedy, type GreedyStep } from './greedy.ts'
import type { Profile } from './profile.ts'
import { supportersOf } from './supporters.ts'
import type { Tie } from './ties.ts'

export type Completion = 'none' | 'utilitarian' | 'add1' | 'add1u'

/** What changes winners and so belongs into the published rules (tally.md §4). */
export interface SharesRules {
  readonly utility: Utility
  readonly completion: Completion
  /** Start add1 at budget/n instead of its whole part. */
  readonly exactStart?: boolean
  /** Do not stop where no project would fit any more. */
  readonly noExhaustiveStop?: boolean
  /** The completion funds only what somebody supports. */
  readonly supportedOnly?: boolean
  /** What the endowment rises by, in units of the profile; undefined for the published default. */
  readonly increment?: bigint | undefined
}

export interface SharesOutcome {
  readonly winners: readonly number[]
  readonly run: SharesRun
  readonly completed: readonly GreedyStep[]
  readonly endowment: Exact
  readonly increment: bigint
  readonly runs: number
  readonly ties: readonly Tie[]
  /** A lot was drawn in one of the runs, perhaps in one that was gone beyond: the outcome may hang on it all the same. */
  readonly lotDrawn: boolean
}

/** One unit of money while the share is below 1000 of them, else a thousandth of its order of size. */
export function defaultIncrement({ budget, voters, places }: Profile): bigint {
  const one = 10n ** BigInt(places)
  const share = voters === 0 ? 0n : budget / (one * BigInt(voters))
  return share < 1000n ? one : one * 10n ** BigInt(String(share).length - 3)
}

/** Equal shares with its completion. */
export function completedShares(profile: Profile, lot: readonly number[], rules: SharesRules): SharesOutcome {
  const supporters = supportersOf(profile)
  const { utility, completion, supportedOnly = false } = rules
  const increment = rules.increment ?? defaultIncrement(profile)
  if (increment <= 0n) throw new Error('an increment that raises nothing')
  const share = profile.voters === 0 ? exact(0n) : exact(profile.budget, BigInt(profile.voters))
  let drawn = false
  const lotDrawn = () => {
    drawn = true
  }
  const run = (endowment: Exact, most?: bigint) => equalShares(profile, supporters, lot, { endowment, utility, most, lotDrawn })
  const raised = completion === 'add1' || completion === 'add1u'
  const whole = profile.projects.reduce((sum, one) => sum + one.cost, 0n)
  const one = 10n ** BigInt(profile.places)
  const start =
    raised && whole > profile.budget && !rules.exactStart && profile.voters > 0
      ? exact((profile.budget / (one * BigInt(profile.voters))) * one)
      : share
  const first = run(start)
  if (!first) throw new Error('a run without a limit was broken off')
  const found = raised && whole > profile.budget ? raise(first, start) : { run: first, endowment: start, runs: 1 }
  const fills = completion === 'utilitarian' || completion === 'add1u'
  const rest = fills ? greedy(profile, lot, { taken: found.run.winners, supportedOnly }) : { winners: [], steps: [], ties: [] }
  return {
    ...found,
    winners: [...found.run.winners, ...rest.winners],
    completed: rest.steps,
    increment,
    ties: [...found.run.ties, ...rest.ties],
    lotDrawn: drawn || rest.ties.some(one => one.by === 'lot'),
  }

  /** add1: the outcome of the highest endowment that the budget still pays for. */
  function raise(from: SharesRun, at: Exact): { run: SharesRun; endowment: Exact; runs: number } {
    const supported = profile.projects.flatMap(({ cost }, index) =>
      cost > 0n && (supporters.whole[index] ?? 0) > 0 ? [{ index, cost }] : [],
    )
    const dearest = exact(supported.reduce((sum, project) => sum + project.cost, 0n))
    let [current, endowment, runs] = [from, at, 1]
    for (;;) {
      const funded = new Set(current.winners)
      const left = profile.budget - current.cost
      const fits = profile.projects.some((project, index) => !funded.has(index) && project.cost <= left)
      if (!rules.noExhaustiveStop && !fits) break
      if (supported.every(({ index }) => funded.has(index)) || compare(endowment, dearest) >= 0) break
      endowment = lastAlike(current, funded, endowment)
      const next = exact(endowment.n + increment * endowment.d, endowment.d)
      const tried = run(next, profile.budget)
      runs += 1
      if (!tried) break
      current.discard()
      ;[current, endowment] = [tried, next]
    }
    return { run: current, endowment, runs }

    /**
     * The last endowment on the way up that is known to change nothing, so that a project of 999,999,999 does not cost a
     * million runs: where all that the budget could pay for is funded and everybody paid in full, prices stay as they are
     * until the supporters of a dearer project have its cost together.
     */
    function lastAlike(of: SharesRun, funded: ReadonlySet<number>, e: Exact): Exact {
      const open = supported.filter(({ index }) => !funded.has(index))
      if (!of.paidInFull || open.some(({ cost }) => cost <= profile.budget)) return e
      const changesAt = [...open.map(({ index, cost }) => exact(cost, BigInt(votersFor(index)))), dearest].reduce((a, b) =>
        compare(b, a) < 0 ? b : a,
      )
      const steps = ceilOf(over(minus(changesAt, e), increment)) - 1n
      return steps > 0n ? exact(e.n + steps * increment * e.d, e.d) : e
    }
  }

  function votersFor(project: number): number {
    return supporters.groups[project]?.reduce((sum, group) => sum + (supporters.counts[group] ?? 0), 0) ?? 0
  }
}
