import { type Exact, exact } from './exact.ts'
import type { Profile } from './profile.ts'
import type { Supporters, WorkingList } from './supporters.ts'
import { type Bounds, FALLING, NEVER, POOR, RICH, sift, sweep, Swept } from './sweep.ts'

/** What a supporter would pay for one unit of weight, as `numerator / (weight × denominator of the purses)`. */
export interface Price {
  readonly numerator: bigint
  /** Weight of those who pay by weight; the others pay what they have left. */
  readonly weight: bigint
}
/** A project that can be paid for, with whole-number bounds of its price in units of the purses. */
export interface Offer {
  readonly project: number
  readonly lo: number
  readonly hi: number
}

const BITS = 51
const bitsOf = (value: bigint): number => value.toString(2).length

/**
 * What every ballot still has, in a run of equal shares. Each purse is held between two whole numbers of a small unit, which
 * are exact and decide nearly everything. Where they leave a doubt, the fraction itself is worked out: a ballot that paid in
 * full for all it supports has its endowment less those prices; one that could not has nothing. So the fractions of the purses
 * follow from the prices alone, and the prices from when each ballot paid its last.
 */
export class Purses {
  readonly #profile: Profile
  readonly #supporters: Supporters
  readonly #endowment: Exact
  readonly #shift: number
  /** What each ballot has, and with which purchase it paid its last. */
  readonly #bounds: Bounds
  readonly #swept = new Swept()
  /** What was bought, with the weight of those who paid in full; exact prices as far as they were asked for. */
  readonly #bought: { readonly project: number; readonly weight: bigint }[] = []
  readonly #prices: Price[] = []
  #denominator: bigint
  /** Exact prices were asked for since the last purchase. */
  #doubted = false
  /** Place of a project among those bought, or NEVER. */
  readonly #place: Int32Array

  /** One run at a time over the same supporters: they hold what a run works on. */
  constructor(profile: Profile, supporters: Supporters, endowment: Exact) {
    this.#profile = profile
    this.#supporters = supporters
    this.#endowment = endowment
    this.#denominator = endowment.d
    this.#shift = BITS - bitsOf((endowment.n * BigInt(profile.voters)) / endowment.d + 1n)
    const [size, each] = [profile.ballots.length, this.#units(endowment.n, endowment.d)]
    this.#bounds = {
      lo: supporters.lo.fill(each),
      hi: supporters.hi.fill(each + 1),
      emptied: (supporters.spare.pop() ?? new Int32Array(size)).fill(NEVER),
      counts: supporters.counts,
    }
    this.#place = new Int32Array(profile.projects.length).fill(NEVER)
    for (const list of supporters.lists) list.begin()
  }

  /** Leaves what it was worked out in to the next run; nothing may be asked of it afterwards. */
  discard(): void {
    this.#supporters.spare.push(this.#bounds.emptied)
  }

  /** n/d in whole units, rounded down. */
  #units(n: bigint, d: bigint): number {
    return Number(this.#shift >= 0 ? (n << BigInt(this.#shift)) / d : n / (d << BigInt(-this.#shift)))
  }

  /** Where everybody pays a full part: no price is ever less. */
  leastPrice(project: number): number {
    const whole = this.#supporters.whole[project] ?? 0
    return whole === 0 ? 0 : Math.max(0, Math.floor(this.#units(this.#cost(project), 1n) / whole) - 1)
  }

  /**
   * What the supporters of a project can pay for it, or undefined where they have too little. `atLeast` is a bound from an
   * earlier round: a price only rises, so whoever has less than their part of it stays too poor.
   */
  offer(project: number, atLeast: number): Offer | undefined {
    const list = this.#list(project)
    const [bounds, swept] = [this.#bounds, this.#swept]
    const costLo = this.#units(this.#cost(project), 1n)
    const costHi = costLo + 1
    sweep(list, bounds, atLeast, swept)
    let { weight: rich, poorLo, poorHi } = swept
    if (poorHi + swept.richHi < costLo) return undefined
    if (poorLo + swept.richLo < costHi && !this.#affords(project)) return undefined
    // Who has less than their part pays all they have; the part of the others rises until nobody more falls behind.
    for (;;) {
      if (rich <= 0) throw new Error('supporters who can pay together, but none who pays a full part')
      // For all of a pass the price is that of before it: it only rises, so whoever is too poor for it stays so.
      const lo = Math.max(0, Math.floor((costLo - poorHi) / rich) - 1)
      const hi = Math.ceil((costHi - poorLo) / rich) + 1
      const offer = { project, lo, hi }
      // One more than the bound, since a quotient is rounded.
      if (swept.nearest >= hi + 1) return offer
      sift(list, bounds, offer, swept)
      if (swept.doubts > 0) this.#decide(project)
      if (swept.weight === 0) return offer
      const { state, size } = list
      for (let at = 0; at < size; at += 1) if (state[at] === FALLING) state[at] = POOR
      poorLo += swept.poorLo
      poorHi += swept.poorHi
      rich -= swept.weight
    }
  }

  /** Decides by the exact price before this pass who of those put aside falls behind. */
  #decide(project: number): void {
    const { groups, weights, state, rich, doubtful } = this.#list(project)
    const { lo, hi, counts } = this.#bounds
    const swept = this.#swept
    const price = this.#priceBefore(project)
    for (let i = 0; i < swept.doubts; i += 1) {
      const at = doubtful[i] as number
      const [group, weight] = [groups[at] as number, weights[at] as number]
      const [least, count] = [lo[group] as number, counts[group] as number]
      if (this.#purse(group) * price.weight >= price.numerator * BigInt(weight)) {
        rich[swept.payers] = at
        swept.payers += 1
        swept.nearest = Math.min(swept.nearest, least / weight)
        continue
      }
      state[at] = FALLING
      swept.poorLo += count * least
      swept.poorHi += count * (hi[group] as number)
      swept.weight += count * weight
    }
  }

  /** The exact price of a project that was offered since the last purchase. */
  price(project: number): Price {
    return this.#priceBefore(project)
  }

  /** Takes the price of a project from its supporters, as it was offered since the last purchase. */
  buy({ project, lo: least, hi: most }: Offer): void {
    const { groups, weights, state, size } = this.#list(project)
    let [lo, hi] = [least, most]
    if (this.#doubted) {
      // Where the exact prices had to be worked out anyway, they keep the bounds narrow.
      const price = this.#priceBefore(project)
      lo = this.#units(price.numerator, price.weight * this.#denominator)
      hi = lo + 1
      this.#prices.push(price)
      this.#denominator *= price.weight
    }
    const purchase = this.#bought.length
    const { lo: purseLo, hi: purseHi, emptied, counts } = this.#bounds
    let rich = 0
    for (let at = 0; at < size; at += 1) {
      const group = groups[at] as number
      if (state[at] === RICH) {
        const weight = weights[at] as number
        rich += (counts[group] as number) * weight
        purseLo[group] = Math.max(0, (purseLo[group] as number) - hi * weight)
        purseHi[group] = (purseHi[group] as number) - lo * weight
      } else {
        emptied[group] = purchase
        purseLo[group] = 0
        purseHi[group] = 0
      }
    }
    this.#place[project] = purchase
    this.#doubted = false
    this.#bought.push({ project, weight: BigInt(rich) })
  }

  /** No supporter of what was bought had less than a full part. */
  get paidInFull(): boolean {
    return this.#bought.every(({ project, weight }) => weight === BigInt(this.#supporters.whole[project] ?? 0))
  }

  /** What one unit of weight paid for each project bought, in the order of purchases. */
  paid(): Exact[] {
    this.#settle()
    let denominator = this.#endowment.d
    return this.#prices.map(({ numerator, weight }) => {
      denominator *= weight
      return exact(numerator, denominator)
    })
  }

  /** What the supporters of a project have left together. */
  moneyOf(project: number): Exact {
    return exact(this.#moneyOf(project), this.#denominator)
  }

  #moneyOf(project: number): bigint {
    this.#settle()
    const spent = new Float64Array(this.#bought.length)
    let voters = 0
    for (const group of this.#supporters.groups[project] ?? []) {
      if (this.#bounds.emptied[group] !== NEVER) continue
      const count = this.#supporters.counts[group] as number
      voters += count
      this.#addSpent(group, count, spent)
    }
    return this.#overPrices(BigInt(voters) * this.#endowment.n, spent)
  }

  #affords(project: number): boolean {
    return this.#moneyOf(project) >= this.#cost(project) * this.#denominator
  }

  /** The exact price where those who fell behind before this pass pay what they have. */
  #priceBefore(project: number): Price {
    this.#settle()
    const { groups, weights, state, size } = this.#list(project)
    const { counts } = this.#supporters
    const spent = new Float64Array(this.#bought.length)
    let [poor, rich] = [0, 0]
    for (let at = 0; at < size; at += 1) {
      const group = groups[at] as number
      const count = counts[group] as number
      if (state[at] !== POOR) rich += count * (weights[at] as number)
      else {
        poor += count
        this.#addSpent(group, count, spent)
      }
    }
    return this.#priceOf(project, poor, BigInt(rich), spent)
  }

  /** Works out the exact prices of what was bought since they were last asked for. */
  #settle(): void {
    this.#doubted = true
    for (let purchase = this.#prices.length; purchase < this.#bought.length; purchase += 1) {
      const { project, weight } = this.#bought[purchase] as { project: number; weight: bigint }
      const spent = new Float64Array(purchase)
      let poor = 0
      for (const group of this.#supporters.groups[project] ?? []) {
        if (this.#bounds.emptied[group] !== purchase) continue
        const count = this.#supporters.counts[group] as number
        poor += count
        this.#addSpent(group, count, spent)
      }
      this.#prices.push(this.#priceOf(project, poor, weight, spent))
      this.#denominator *= weight
    }
  }

  #priceOf(project: number, poor: number, weight: bigint, spent: Float64Array): Price {
    const { n, d } = this.#endowment
    return { numerator: -this.#overPrices(BigInt(poor) * n - this.#cost(project) * d, spent), weight }
  }

  /** One purse, over the denominator. */
  #purse(group: number): bigint {
    if (this.#bounds.emptied[group] !== NEVER) return 0n
    const spent = new Float64Array(this.#bought.length)
    this.#addSpent(group, 1, spent)
    return this.#overPrices(this.#endowment.n, spent)
  }

  /** Adds what a ballot spent on each project bought among the first of them, as weight times voters. */
  #addSpent(group: number, count: number, spent: Float64Array): void {
    const ballot = this.#profile.ballots[group]
    if (!ballot) return
    for (let at = 0; at < ballot.projects.length; at += 1) {
      const place = this.#place[ballot.projects[at] as number] as number
      if (place < spent.length) spent[place] = (spent[place] as number) + count * (ballot.weights[at] as number)
    }
  }

  /** `start`, over the endowment's denominator, less what was spent, brought to the denominator after those purchases. */
  #overPrices(start: bigint, spent: Float64Array): bigint {
    let sum = start
    for (let at = 0; at < spent.length; at += 1) {
      const { numerator, weight } = this.#prices[at] as Price
      sum = sum * weight - numerator * BigInt(spent[at] as number)
    }
    return sum
  }

  #cost(project: number): bigint {
    return this.#profile.projects[project]?.cost ?? 0n
  }

  #list(project: number): WorkingList {
    const list = this.#supporters.lists[project]
    if (!list) throw new Error('a project that is not there')
    return list
  }
}
