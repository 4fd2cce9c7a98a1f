import type { VotingChannel } from '#db/schema/voterRoll.ts'

export type { VotingChannel }

/** Codes printed at once, forty sheets: drawing more would hold up the server for more than a moment. */
export const MOST_CODES = 240

/** What is printed beside a code and opens nothing: the batch and the number in it. */
export const serialOf = (batch: number, number: number): string => `${batch}-${String(number).padStart(3, '0')}`

/** A serial as people write it: `2-17`, `2 / 017`; undefined where it is none. */
export function readSerial(typed: string): string | undefined {
  const [, batch, number] = /^\s*№?\s*(\d{1,5})\s*[-–—/. ]\s*(\d{1,5})\s*$/.exec(typed) ?? []
  return batch && number ? serialOf(Number(batch), Number(number)) : undefined
}

/** A slip as it is printed: the only place where a code stands in plain letters. */
export interface Slip {
  readonly serial: string
  readonly code: string
}

export interface Batch {
  readonly id: string
  readonly number: number
  readonly areaId: string
  readonly printedAt: Date
  /** Codes in it, with those printed in place of others. */
  readonly printed: number
  readonly handed: number
  readonly void: number
}
