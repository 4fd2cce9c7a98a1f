import { type Completion, completedShares, type SharesOutcome } from './completion.ts'
import { decimalText } from './decimal.ts'
import type { Utility } from './equalShares.ts'
import { exact, fractionText } from './exact.ts'
import { greedy } from './greedy.ts'
import { phragmen } from './phragmen.ts'
import type { OrdinalScore, Profile } from './profile.ts'
import { lotOf, type Tie, type TieOrder } from './ties.ts'

export const COUNTING_RULES = ['greedy', 'greedy-no-skip', 'equal-shares', 'phragmen'] as const
export type CountingRule = (typeof COUNTING_RULES)[number]

/** How to count: all of it is published before the vote, since each of them may change winners. */
export interface CountingRules {
  readonly rule: CountingRule
  readonly utility?: Utility
  readonly completion?: Completion
  /** In units of money, as a whole number. */
  readonly increment?: bigint | undefined
  readonly exactStart?: boolean
  readonly noExhaustiveStop?: boolean
  readonly supportedOnly?: boolean
  /** For greedy: projects with a lower score are out. */
  readonly threshold?: bigint | undefined
  readonly ordinal?: OrdinalScore
  /** What breaks a tie before the lot; cost, then score, where nothing else is published. */
  readonly tieOrder?: TieOrder | undefined
  /** The public value that the lot is drawn from; without it the lot is the order of ids. */
  readonly seed?: string | undefined
}

export interface CountedRound {
  readonly project: string
  readonly cost: string
  readonly [detail: string]: string | number | boolean
}
/** The outcome, in the shape that `cli tally --json` prints (tally.md §7). Amounts are decimals, fractions `p/q`. */
export interface Count {
  readonly rule: CountingRule
  readonly utility?: Utility | undefined
  readonly completion?: Completion | undefined
  readonly increment?: string | undefined
  readonly endowment?: string | undefined
  readonly seed?: string | undefined
  readonly winners: readonly string[]
  readonly totalCost: string
  readonly ties: readonly Tie[]
  /** Equal shares: whether a lot was drawn in any of the runs that led here; its ties may not be among those of the last one. */
  readonly lotDrawn?: boolean | undefined
  readonly rounds: readonly CountedRound[]
  readonly warnings: readonly { readonly line: number; readonly code: string; readonly message: string }[]
  readonly inputSha256: string
}

/** Counts ballots that were put into weights already. */
export function countProfile(ballots: Profile, rules: CountingRules): Omit<Count, 'warnings' | 'inputSha256'> {
  const { rule, seed } = rules
  const profile: Profile = { ...ballots, tieOrder: rules.tieOrder }
  const lot = lotOf(
    profile.projects.map(one => one.id),
    seed,
  )
  const told =
    rule === 'equal-shares'
      ? bySharing(profile, lot, rules)
      : rule === 'phragmen'
        ? byLoads(profile, lot)
        : byScores(profile, lot, rules)
  const funded: readonly number[] = told.winners
  const ids = funded.map(at => idOf(profile, at))
  const cost = funded.reduce((sum, at) => sum + costOf(profile, at), 0n)
  return { rule, seed, ...told, winners: ids, totalCost: decimalText(cost, profile.places) }
}

const idOf = (profile: Profile, at: number): string => profile.projects[at]?.id ?? ''
const costOf = (profile: Profile, at: number): bigint => profile.projects[at]?.cost ?? 0n
const named = (profile: Profile, at: number) => ({
  project: idOf(profile, at),
  cost: decimalText(costOf(profile, at), profile.places),
})
const scoreText = (profile: Profile, score: bigint): string => fractionText(exact(score, profile.weightUnit))

function byScores(profile: Profile, lot: readonly number[], { rule, threshold }: CountingRules) {
  const least = threshold === undefined ? undefined : threshold * profile.weightUnit
  const { winners, steps, ties } = greedy(profile, lot, { noSkip: rule === 'greedy-no-skip', threshold: least })
  const rounds = steps.map(step => ({
    ...named(profile, step.project),
    score: scoreText(profile, step.score),
    funded: step.funded,
    left: decimalText(step.left, profile.places),
  }))
  return { winners, ties, rounds }
}

function byLoads(profile: Profile, lot: readonly number[]) {
  const { winners, steps, ties } = phragmen(profile, lot)
  const one = 10n ** BigInt(profile.places)
  const rounds = steps.map(step => ({
    ...named(profile, step.project),
    supporters: step.supporters,
    load: fractionText(exact(step.load.n, step.load.d * one)),
  }))
  return { winners, ties, rounds }
}

/** Equal shares by published rules, with all that a result page tells of it. */
export function sharesBy(profile: Profile, lot: readonly number[], rules: CountingRules): SharesOutcome {
  const { utility = 'cost', completion = 'add1u', exactStart, noExhaustiveStop, supportedOnly } = rules
  const increment = rules.increment === undefined ? undefined : rules.increment * 10n ** BigInt(profile.places)
  const how = { utility, completion, increment, exactStart, noExhaustiveStop, supportedOnly }
  return completedShares(
    profile,
    lot,
    Object.fromEntries(Object.entries(how).filter(([, value]) => value !== undefined)) as typeof how & {
      utility: Utility
      completion: Completion
    },
  )
}

function bySharing(profile: Profile, lot: readonly number[], rules: CountingRules) {
  const { utility = 'cost', completion = 'add1u' } = rules
  const one = 10n ** BigInt(profile.places)
  const outcome = sharesBy(profile, lot, rules)
  const { n, d } = outcome.endowment
  return {
    utility,
    completion,
    increment: decimalText(outcome.increment, profile.places),
    endowment: fractionText(exact(n, d * one)),
    winners: outcome.winners,
    ties: outcome.ties,
    ...(outcome.lotDrawn ? { lotDrawn: true } : {}),
    rounds: [
      ...outcome.run.steps.map(step => ({
        ...named(profile, step.project),
        effectiveVotes: fractionText(exact(step.effectiveVotes.n, step.effectiveVotes.d * profile.weightUnit)),
        price: fractionText(exact(step.price.n * profile.weightUnit, step.price.d * one)),
      })),
      ...outcome.completed.map(step => ({
        ...named(profile, step.project),
        completion: true,
        funded: step.funded,
        score: scoreText(profile, step.score),
        left: decimalText(step.left, profile.places),
      })),
    ],
  }
}
