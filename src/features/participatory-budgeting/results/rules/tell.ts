import { type CountingRule, type CountingRules, countProfile, sharesBy } from '../../tally/rules/counting.ts'
import { type Exact, floorOf, fractionText, exact } from '../../tally/rules/exact.ts'
import { greedy, type GreedyStep } from '../../tally/rules/greedy.ts'
import { phragmen } from '../../tally/rules/phragmen.ts'
import type { Profile } from '../../tally/rules/profile.ts'
import { lotOf } from '../../tally/rules/ties.ts'
import type { Reason, Round, Story, Told } from './told.ts'

/** What the count shows beside its own rule, so that everybody sees what the choice of the rule did. */
const COMPARED = ['equal-shares', 'greedy', 'phragmen'] as const satisfies readonly CountingRule[]

/** Amounts of a profile in tyiyn; parts of one are left off. */
class Money {
  readonly #places: number
  constructor(places: number) {
    this.#places = places
  }
  whole(units: bigint): number {
    return Number((units * 100n) / 10n ** BigInt(this.#places))
  }
  floor({ n, d }: Exact): number {
    return Number(floorOf({ n: n * 100n, d: d * 10n ** BigInt(this.#places) }))
  }
}

type Numbered = Omit<Round, 'number'>

/** What a result page tells of a count: each round, why each project is funded or not, who is represented, and what other rules would have chosen. */
export function tell(ballots: Profile, rules: CountingRules): Told {
  const profile: Profile = { ...ballots, tieOrder: rules.tieOrder }
  const money = new Money(profile.places)
  const lot = lotOf(
    profile.projects.map(one => one.id),
    rules.seed,
  )
  const supporters = profile.projects.map(() => 0)
  for (const ballot of profile.ballots)
    for (const project of ballot.projects) supporters[project] = (supporters[project] ?? 0) + ballot.count
  const scoreOf = (at: number) => fractionText(exact(profile.scores[at] ?? 0n, profile.weightUnit))
  const { rounds, reasons, share } = byRule(profile, lot, rules, money, at => ({
    project: profile.projects[at]?.id ?? '',
    cost: money.whole(profile.projects[at]?.cost ?? 0n),
    supporters: supporters[at] ?? 0,
    score: scoreOf(at),
  }))
  const numbered = rounds.map((one, at): Round => ({ number: at + 1, ...one }))
  const stories = profile.projects.map(({ id, cost }, at): Story => {
    const funded = numbered.find(one => one.project === id && one.funded)
    const base = { project: id, cost: money.whole(cost), supporters: supporters[at] ?? 0, score: scoreOf(at) }
    return funded ? { ...base, round: funded.number } : { ...base, reason: reasons(at) }
  })
  const winners = new Set(stories.filter(one => one.round !== undefined).map(one => one.project))
  const score = new Map(profile.projects.map(({ id }, at) => [id, profile.scores[at] ?? 0n]))
  stories.sort(
    (a, b) =>
      (a.round ?? Number.POSITIVE_INFINITY) - (b.round ?? Number.POSITIVE_INFINITY) ||
      Number((score.get(b.project) ?? 0n) - (score.get(a.project) ?? 0n)) ||
      (a.project < b.project ? -1 : 1),
  )
  return {
    voters: profile.voters,
    blank: profile.voters - profile.ballots.reduce((sum, one) => sum + one.count, 0),
    represented: representedBy(profile, winners),
    share,
    spent: stories.reduce((sum, one) => sum + (one.round === undefined ? 0 : one.cost), 0),
    stories,
    rounds: numbered,
    others: COMPARED.filter(rule => rule !== rules.rule).map(rule => {
      const other = countProfile(profile, { rule, seed: rules.seed, tieOrder: rules.tieOrder })
      return {
        rule,
        winners: [...other.winners],
        totalCost: profile.projects.reduce((sum, one) => sum + (other.winners.includes(one.id) ? money.whole(one.cost) : 0), 0),
        represented: representedBy(profile, new Set(other.winners)),
      }
    }),
  }
}

/** Voters whose ballot names at least one of these projects. */
const representedBy = (profile: Profile, winners: ReadonlySet<string>): number =>
  profile.ballots.reduce(
    (sum, one) => sum + (one.projects.some(at => winners.has(profile.projects[at]?.id ?? '')) ? one.count : 0),
    0,
  )

type Base = Pick<Round, 'project' | 'cost' | 'supporters' | 'score'>
interface ByRule {
  readonly rounds: Numbered[]
  /** Of a project that is not funded. */
  readonly reasons: (at: number) => Reason
  readonly share?: number | undefined
}

function byRule(
  profile: Profile,
  lot: readonly number[],
  rules: CountingRules,
  money: Money,
  base: (at: number) => Base,
): ByRule {
  switch (rules.rule) {
    case 'equal-shares':
      return byShares(profile, lot, rules, money, base)
    case 'phragmen':
      return byLoads(profile, lot, money, base)
    case 'greedy':
    case 'greedy-no-skip':
      return byVotes(profile, lot, rules, money, base)
  }
}

const greedyRound = (step: GreedyStep, base: Base, how: Round['how'], money: Money): Numbered => ({
  ...base,
  how,
  funded: step.funded,
  before: money.whole(step.left),
  after: money.whole(step.left) - (step.funded ? base.cost : 0),
})

function byShares(
  profile: Profile,
  lot: readonly number[],
  rules: CountingRules,
  money: Money,
  base: (at: number) => Base,
): ByRule {
  const outcome = sharesBy(profile, lot, rules)
  let left = money.whole(profile.budget)
  const rounds = outcome.run.steps.map(({ project, price, effectiveVotes }): Numbered => {
    const one = base(project)
    const before = left
    left -= one.cost
    const tenths = Number(floorOf(exact(effectiveVotes.n * 10n, effectiveVotes.d * profile.weightUnit)))
    const payers = exact(profile.scores[project] ?? 0n)
    return {
      ...one,
      how: 'shares',
      funded: true,
      effective: tenths,
      each: money.floor(exact(price.n * profile.weightUnit, price.d)),
      alike: payers.n * effectiveVotes.d === effectiveVotes.n,
      before,
      after: left,
    }
  })
  const filled = outcome.completed.map(step => greedyRound(step, base(step.project), 'filled', money))
  const last = filled.filter(one => one.funded).at(-1)?.after ?? left
  return {
    rounds: [...rounds, ...filled.filter(one => one.funded)],
    share: money.floor(outcome.endowment),
    reasons: at => {
      const one = base(at)
      if (one.supporters === 0) return { kind: 'noSupport' }
      const had = Math.min(one.cost, money.floor(outcome.run.leftFor(at)))
      return {
        kind: 'shares',
        had,
        missing: one.cost - had,
        left: filled.find(step => step.project === one.project)?.before ?? last,
      }
    },
  }
}

function byVotes(
  profile: Profile,
  lot: readonly number[],
  rules: CountingRules,
  money: Money,
  base: (at: number) => Base,
): ByRule {
  const threshold = rules.threshold === undefined ? undefined : rules.threshold * profile.weightUnit
  const { steps } = greedy(profile, lot, { noSkip: rules.rule === 'greedy-no-skip', threshold })
  const rounds = steps.map(step => greedyRound(step, base(step.project), 'votes', money))
  const end = rounds.at(-1)?.after ?? money.whole(profile.budget)
  return {
    rounds,
    reasons: at => {
      const { project } = base(at)
      const step = rounds.find(one => one.project === project)
      if (step) return { kind: 'left', left: step.before }
      return threshold !== undefined && (profile.scores[at] ?? 0n) < threshold
        ? { kind: 'threshold' }
        : { kind: 'stopped', left: end }
    },
  }
}

function byLoads(profile: Profile, lot: readonly number[], money: Money, base: (at: number) => Base): ByRule {
  const { steps, stoppedAt, loadOf } = phragmen(profile, lot)
  let left = money.whole(profile.budget)
  const rounds = steps.map(({ project, load }): Numbered => {
    const one = base(project)
    const before = left
    left -= one.cost
    return { ...one, how: 'load', funded: true, each: money.floor(load), before, after: left }
  })
  return {
    rounds,
    reasons: at =>
      base(at).supporters === 0
        ? { kind: 'noSupport' }
        : { kind: 'load', load: money.floor(loadOf(at)), here: stoppedAt.includes(at), left },
  }
}
