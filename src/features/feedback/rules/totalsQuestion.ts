import type { Quarter } from '#platform/dates.ts'
import type { Kind } from './kinds.ts'

export const TOTAL_AXES = ['code', 'municipality', 'oblast', 'quarter'] as const
export type TotalAxis = (typeof TOTAL_AXES)[number]
export const MEASURES = ['words', 'rating'] as const

/** What the desk counts: by what, and of which words. */
export interface TotalsQuestion {
  readonly rows: TotalAxis
  readonly columns: TotalAxis | 'none'
  readonly measure: (typeof MEASURES)[number]
  /** With `rating`: one criterion; otherwise each person's mean. */
  readonly criterion?: string | undefined
  /** With `words`. */
  readonly kind?: Kind | undefined
  readonly place?: string | undefined
  readonly code?: string | undefined
  readonly from?: Quarter | undefined
  readonly until?: Quarter | undefined
}

/** One cell, without suppression: `key` of its row and column; people, and the sums of their scores. */
export interface TotalCell {
  readonly row: string
  /** '' where there are no columns. */
  readonly column: string
  readonly n: number
  /** Of scores 1–5. */
  readonly sum: number
  readonly sumOfSquares: number
}
