import type { WorkingList } from './supporters.ts'

/** A ballot that has something left was emptied with purchase NEVER. */
export const NEVER = 0x7fff_ffff
/** Of a supporter: pays in full, pays what is left, or falls behind in this pass. */
export const [RICH, POOR, FALLING] = [0, 1, 2]

/** Bounds of what all ballots have, in whole units. */
export interface Bounds {
  readonly lo: Float64Array
  readonly hi: Float64Array
  readonly emptied: Int32Array
  readonly counts: Float64Array
}

/** What a pass over the supporters of a project found; one is kept and filled again, since millions are made. */
export class Swept {
  payers = 0
  /** Weight of those who pay in full, or of those who fell behind. */
  weight = 0.5
  richLo = 0.5
  richHi = 0.5
  poorLo = 0.5
  poorHi = 0.5
  /** The least that a unit of weight has among those who pay in full. */
  nearest = 0.5
  doubts = 0
}

// The two loops below are where all the time of a large count goes: they stand alone and hold nothing but numbers, so that the
// engine compiles them once and for good.

/** Drops who has nothing left, and sets apart who has less than their part of `atLeast`. */
export function sweep(list: WorkingList, { lo, hi, emptied, counts }: Bounds, atLeast: number, found: Swept): void {
  const { groups, weights, state, rich, size } = list
  let kept = 0
  let payers = 0
  let weighs = 0
  let richLo = 0
  let richHi = 0
  let poorLo = 0
  let poorHi = 0
  let nearest = Number.POSITIVE_INFINITY
  for (let at = 0; at < size; at += 1) {
    const group = groups[at] as number
    if (emptied[group] !== NEVER) continue
    const weight = weights[at] as number
    const count = counts[group] as number
    const least = lo[group] as number
    const most = hi[group] as number
    groups[kept] = group
    weights[kept] = weight
    if (most < atLeast * weight) {
      state[kept] = POOR
      poorLo += count * least
      poorHi += count * most
    } else {
      state[kept] = RICH
      rich[payers] = kept
      payers += 1
      weighs += count * weight
      richLo += count * least
      richHi += count * most
      const part = least / weight
      if (part < nearest) nearest = part
    }
    kept += 1
  }
  list.size = kept
  found.payers = payers
  found.weight = weighs
  found.richLo = richLo
  found.richHi = richHi
  found.poorLo = poorLo
  found.poorHi = poorHi
  found.nearest = nearest
}

/** Sets apart, of those who pay in full, who falls behind at a price between two bounds; puts aside who may or may not. */
export function sift(list: WorkingList, { lo, hi, counts }: Bounds, price: { lo: number; hi: number }, found: Swept): void {
  const { groups, weights, state, rich, doubtful } = list
  const priceLo = price.lo
  const priceHi = price.hi
  const before = found.payers
  let payers = 0
  let doubts = 0
  let fell = 0
  let poorLo = 0
  let poorHi = 0
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < before; i += 1) {
    const at = rich[i] as number
    const group = groups[at] as number
    const weight = weights[at] as number
    const least = lo[group] as number
    if (least >= priceHi * weight) {
      rich[payers] = at
      payers += 1
      const part = least / weight
      if (part < nearest) nearest = part
      continue
    }
    const most = hi[group] as number
    if (most >= priceLo * weight) {
      doubtful[doubts] = at
      doubts += 1
      continue
    }
    state[at] = FALLING
    const count = counts[group] as number
    poorLo += count * least
    poorHi += count * most
    fell += count * weight
  }
  found.payers = payers
  found.doubts = doubts
  found.weight = fell
  found.poorLo = poorLo
  found.poorHi = poorHi
  found.nearest = nearest
}
