import type { Exact } from './exact.ts'
import type { Profile } from './profile.ts'
import type { Supporters } from './supporters.ts'

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
/** Falls behind in this pass; 1 means before it. */
const FALLING = 2
const bitsOf = (value: bigint): number => value.toString(2).length

/**
 * What every ballot still has, in a run of equal shares. Each purse is held twice: between two whole numbers of a small unit,
 * which are exact and decide nearly everything, and as the fraction that it is, worked out where the bounds leave a doubt. A
 * ballot that paid in full for all it supports has its endowment less those prices; one that could not has nothing: so the
 * fractions of the purses follow from the prices alone, over one denominator that grows with each purchase.
 */
export class Purses {
  readonly #profile: Profile
  readonly #supporters: Supporters
  readonly #endowment: Exact
  readonly #shift: number
  readonly #lo: Float64Array
  readonly #hi: Float64Array
  readonly #empty: Uint8Array
  readonly #poor: Uint8Array
  /** Prices so far, each over the denominator as it was then. */
  readonly #bought: { readonly project: number; readonly price: Price }[] = []
  /** Place of a project among those bought, or -1. */
  readonly #place: Int32Array
  #denominator: bigint
  /** Whose supporters `#poor` tells of. */
  #offered = -1

  constructor(profile: Profile, supporters: Supporters, endowment: Exact) {
    this.#profile = profile
    this.#supporters = supporters
    this.#endowment = endowment
    this.#denominator = endowment.d
    this.#shift = BITS - bitsOf((endowment.n * BigInt(profile.voters)) / endowment.d + 1n)
    this.#lo = new Float64Array(profile.ballots.length).fill(this.#units(endowment.n, endowment.d))
    this.#hi = new Float64Array(profile.ballots.length).fill(this.#units(endowment.n, endowment.d) + 1)
    this.#empty = new Uint8Array(profile.ballots.length)
    this.#poor = new Uint8Array(profile.ballots.length)
    this.#place = new Int32Array(profile.projects.length).fill(-1)
  }

  get denominator(): bigint {
    return this.#denominator
  }

  /** n/d in whole units, rounded down. */
  #units(n: bigint, d: bigint): number {
    return Number(this.#shift >= 0 ? (n << BigInt(this.#shift)) / d : n / (d << BigInt(-this.#shift)))
  }

  /** Where everybody pays a full part: no price is ever less. */
  leastPrice(project: number): number {
    const whole = this.#supporters.whole[project] ?? 0
    return whole === 0 ? 0 : Math.max(0, Math.floor(this.#units(this.#profile.projects[project]?.cost ?? 0n, 1n) / whole) - 1)
  }

  /** What the supporters of a project can pay for it, or undefined where they have too little. */
  offer(project: number): Offer | undefined {
    const { groups, weights } = this.#of(project)
    const { counts } = this.#supporters
    this.#offered = project
    const cost = this.#profile.projects[project]?.cost ?? 0n
    const [costLo, costHi] = [this.#units(cost, 1n), this.#units(cost, 1n) + 1]
    // Read once: this is the loop that all the time goes into.
    const [purseLo, purseHi, empty, poor] = [this.#lo, this.#hi, this.#empty, this.#poor]
    const size = groups.length
    let [least, most, rich] = [0, 0, 0]
    for (let at = 0; at < size; at += 1) {
      const group = groups[at] as number
      const none = empty[group] as number
      poor[group] = none
      if (none) continue
      const count = counts[group] as number
      least += count * (purseLo[group] as number)
      most += count * (purseHi[group] as number)
      rich += count * (weights[at] as number)
    }
    if (most < costLo) return undefined
    if (least < costHi && !this.#affords(project, cost)) return undefined
    // Who has less than their part pays all they have; the part of the others rises until nobody more falls behind.
    let [poorLo, poorHi] = [0, 0]
    for (;;) {
      const lo = Math.max(0, Math.floor((costLo - poorHi) / rich) - 1)
      const hi = Math.ceil((costHi - poorLo) / rich) + 1
      // For all of a pass the price is that of before it: it only rises, so whoever is too poor for it stays so.
      let price: Price | undefined
      let [fellLo, fellHi, fell] = [0, 0, 0]
      const doubtful: number[] = []
      for (let at = 0; at < size; at += 1) {
        const group = groups[at] as number
        if (poor[group]) continue
        const weight = weights[at] as number
        if ((purseLo[group] as number) >= hi * weight) continue
        if ((purseHi[group] as number) >= lo * weight) {
          doubtful.push(at)
          continue
        }
        poor[group] = FALLING
        const count = counts[group] as number
        fellLo += count * (purseLo[group] as number)
        fellHi += count * (purseHi[group] as number)
        fell += count * weight
      }
      for (const at of doubtful) {
        const group = groups[at] as number
        const weight = weights[at] as number
        price ??= this.#priceBefore(project)
        if (this.#purse(group) * price.weight >= price.numerator * BigInt(weight)) continue
        poor[group] = FALLING
        const count = counts[group] as number
        fellLo += count * (purseLo[group] as number)
        fellHi += count * (purseHi[group] as number)
        fell += count * weight
      }
      if (fell === 0) return { project, lo, hi }
      poorLo += fellLo
      poorHi += fellHi
      rich -= fell
      for (let at = 0; at < size; at += 1) if (poor[groups[at] as number] === FALLING) poor[groups[at] as number] = 1
      if (rich <= 0) throw new Error('supporters who can pay together, but none who pays a full part')
    }
  }

  /** The exact price of a project that can be paid for. */
  price(project: number): Price {
    if (this.#offered !== project) this.offer(project)
    return this.#priceBefore(project)
  }

  /** The exact price where those who fell behind before this pass pay what they have. */
  #priceBefore(project: number): Price {
    const { groups, weights } = this.#of(project)
    const { counts } = this.#supporters
    const spent = new Float64Array(this.#bought.length)
    let [poor, rich] = [0, 0]
    for (let at = 0; at < groups.length; at += 1) {
      const group = groups[at] as number
      const count = counts[group] as number
      if (this.#poor[group] !== 1) rich += count * (weights[at] as number)
      else if (!this.#empty[group]) {
        poor += count
        this.#addSpent(group, count, spent)
      }
    }
    const cost = this.#profile.projects[project]?.cost ?? 0n
    const { n, d } = this.#endowment
    const paid = this.#overPrices(BigInt(poor) * n - cost * d, spent)
    return { numerator: -paid, weight: BigInt(rich) }
  }

  /** Takes the price of a project, as `price` told it, from its supporters. */
  buy(project: number, price: Price): void {
    if (this.#offered !== project) this.offer(project)
    const { groups, weights } = this.#of(project)
    const whole = price.weight * this.#denominator
    const lo = this.#units(price.numerator, whole)
    for (let at = 0; at < groups.length; at += 1) {
      const group = groups[at] as number
      if (this.#poor[group]) {
        this.#empty[group] = 1
        this.#lo[group] = 0
        this.#hi[group] = 0
      } else {
        const weight = weights[at] as number
        this.#lo[group] = Math.max(0, (this.#lo[group] as number) - (lo + 1) * weight)
        this.#hi[group] = (this.#hi[group] as number) - lo * weight
      }
    }
    this.#place[project] = this.#bought.length
    this.#bought.push({ project, price })
    this.#denominator = whole
  }

  /** What the supporters of a project have left together, over `denominator`. */
  moneyOf(project: number): bigint {
    const { groups } = this.#of(project)
    const spent = new Float64Array(this.#bought.length)
    let voters = 0
    for (const group of groups) {
      if (this.#empty[group]) continue
      const count = this.#supporters.counts[group] as number
      voters += count
      this.#addSpent(group, count, spent)
    }
    return this.#overPrices(BigInt(voters) * this.#endowment.n, spent)
  }

  #affords(project: number, cost: bigint): boolean {
    return this.moneyOf(project) >= cost * this.#denominator
  }

  /** One purse, over `denominator`. */
  #purse(group: number): bigint {
    if (this.#empty[group]) return 0n
    const spent = new Float64Array(this.#bought.length)
    this.#addSpent(group, 1, spent)
    return this.#overPrices(this.#endowment.n, spent)
  }

  /** Adds what a ballot spent on each project bought, as weight times voters. */
  #addSpent(group: number, count: number, spent: Float64Array): void {
    const ballot = this.#profile.ballots[group]
    if (!ballot) return
    for (let at = 0; at < ballot.projects.length; at += 1) {
      const place = this.#place[ballot.projects[at] as number] as number
      if (place >= 0) spent[place] = (spent[place] as number) + count * (ballot.weights[at] as number)
    }
  }

  /** `start`, over the endowment's denominator, less what was spent, brought to today's denominator. */
  #overPrices(start: bigint, spent: Float64Array): bigint {
    let sum = start
    this.#bought.forEach(({ price }, at) => {
      sum = sum * price.weight - price.numerator * BigInt(spent[at] as number)
    })
    return sum
  }

  #of(project: number): { groups: Int32Array; weights: Float64Array } {
    const [groups, weights] = [this.#supporters.groups[project], this.#supporters.weights[project]]
    if (!groups || !weights) throw new Error('a project that is not there')
    return { groups, weights }
  }
}
