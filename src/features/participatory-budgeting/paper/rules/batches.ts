import { ROTATIONS } from '../../ballots/rules/rotation.ts'

/** Ballots printed together, their projects in one order. */
export interface Batch {
  readonly first: number
  readonly last: number
  readonly rotation: number
}

/** So many a person carries and checks, and a printer takes at once. */
const BATCH_SIZE = 50

/** The serials of a polling point in batches; the orders of projects take turns. */
export function batchesOf(serials: { readonly first: number; readonly last: number }): Batch[] {
  const batches: Batch[] = []
  for (let first = serials.first; first <= serials.last; first += BATCH_SIZE)
    batches.push({ first, last: Math.min(first + BATCH_SIZE - 1, serials.last), rotation: batches.length % ROTATIONS })
  return batches
}
