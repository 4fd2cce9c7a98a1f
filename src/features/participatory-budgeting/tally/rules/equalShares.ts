import { type Exact, exact } from './exact.ts'
import type { Profile } from './profile.ts'
import { type Offer, type Price, Purses } from './purses.ts'
import type { Supporters } from './supporters.ts'
import { breakTie, type Tie } from './ties.ts'

/** What a funded project is worth to a supporter: its cost, or one whatever it costs. */
export type Utility = 'cost' | 'cardinality'

export interface SharesStep {
  readonly project: number
  /** What one unit of weight pays. */
  readonly price: Exact
  /** Cost over price: how many full payers there would be. */
  readonly effectiveVotes: Exact
}
export interface SharesRun {
  readonly winners: readonly number[]
  readonly cost: bigint
  readonly steps: readonly SharesStep[]
  readonly ties: readonly Tie[]
  /** No supporter of a funded project had less than a full part. */
  readonly paidInFull: boolean
  /** For each project that is not funded and has supporters: what they have left together. */
  readonly leftFor: (project: number) => Exact
  /** Leaves what the run was worked out in to the next one; steps and money may not be asked of it afterwards. */
  readonly discard: () => void
}

/**
 * The Method of Equal Shares with a given endowment for each voter, without completion (tally.md §4). Undefined where its
 * outcome would cost more than `most`: then it was broken off.
 */
export function equalShares(
  profile: Profile,
  supporters: Supporters,
  lot: readonly number[],
  how: {
    readonly endowment: Exact
    readonly utility: Utility
    readonly most?: bigint | undefined
    readonly lotDrawn?: () => void
  },
): SharesRun | undefined {
  const { endowment, utility, most } = how
  const purses = new Purses(profile, supporters, endowment)
  const costOf = (at: number) => profile.projects[at]?.cost ?? 0n
  // A price may only rise from round to round, so the last one seen bounds the next from below.
  const bound = profile.projects.map((_, at) => purses.leastPrice(at))
  const all = endowment.n * BigInt(profile.voters)
  const open = new Set(
    profile.projects.flatMap((one, at) =>
      one.cost > 0n && (supporters.whole[at] ?? 0) > 0 && one.cost * endowment.d <= all ? [at] : [],
    ),
  )
  // Among costs, a project is better the less its price is for each unit of its cost.
  const perUtility = (value: number, other: number) => (utility === 'cost' ? BigInt(value) * costOf(other) : BigInt(value))
  const less = (value: number, at: number, than: number, other: number) => perUtility(value, other) < perUtility(than, at)
  const worth = profile.projects.map(one => (utility === 'cost' ? Number(one.cost) : 1))
  const guess = (at: number) => (bound[at] ?? 0) / (worth[at] ?? 1)

  const ties: Tie[] = []
  const winners: number[] = []
  let cost = 0n
  for (let round = 1; ; round += 1) {
    const offers: Offer[] = []
    let best: Offer | undefined
    for (const at of [...open].sort((a, b) => guess(a) - guess(b))) {
      if (best && less(best.hi, best.project, bound[at] ?? 0, at)) continue
      const offer = purses.offer(at, bound[at] ?? 0)
      if (!offer) {
        open.delete(at)
        continue
      }
      bound[at] = offer.lo
      offers.push(offer)
      if (!best || less(offer.hi, at, best.hi, best.project)) best = offer
    }
    if (!best) break
    const { hi, project } = best
    const near = offers.filter(one => !less(hi, project, one.lo, one.project))
    const { chosen, tie } = breakTie(profile, lot, cheapest(near.map(one => one.project)), round)
    if (tie) ties.push(tie)
    if (tie?.by === 'lot') how.lotDrawn?.()
    purses.buy(near.find(one => one.project === chosen) ?? best)
    winners.push(chosen)
    open.delete(chosen)
    cost += costOf(chosen)
    if (most !== undefined && cost > most) {
      purses.discard()
      return undefined
    }
  }
  return {
    winners,
    cost,
    paidInFull: purses.paidInFull,
    // Worked out where asked for: of all the runs of add1 only the last is told.
    get steps() {
      return purses.paid().map((price, at) => {
        const project = winners[at] ?? 0
        return { project, price, effectiveVotes: exact(costOf(project) * price.d, price.n) }
      })
    },
    ties,
    leftFor: project => purses.moneyOf(project),
    discard: () => purses.discard(),
  }

  /** Those of near offers whose exact price is the least. */
  function cheapest(near: readonly number[]): number[] {
    if (near.length === 1) return [...near]
    let least: { readonly price: Price; readonly cost: bigint } | undefined
    let tied: number[] = []
    for (const at of near) {
      const one = { price: purses.price(at), cost: utility === 'cost' ? costOf(at) : 1n }
      const left: bigint = least ? one.price.numerator * least.price.weight * least.cost : 0n
      const right: bigint = least ? least.price.numerator * one.price.weight * one.cost : 1n
      if (left < right) [least, tied] = [one, [at]]
      else if (left === right) tied.push(at)
    }
    return tied
  }
}
