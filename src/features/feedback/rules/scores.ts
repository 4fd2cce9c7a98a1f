/** Sums from which a score is made: how many ratings, their sum and the sum of their squares. */
export interface ScoreSums {
  readonly n: number
  readonly sum: number
  readonly sumOfSquares: number
}

/** A score of 1–5 with its 95 % interval; hidden where too few people rated. */
export type Score =
  | { readonly shown: true; readonly n: number; readonly mean: number; readonly low: number; readonly high: number }
  | { readonly shown: false; readonly n: number }

// Student's t for 95 %, two-sided, by the Cornish–Fisher expansion: right to 0.01 from five ratings on.
function studentT(degrees: number): number {
  const z = 1.959964
  const v = degrees
  return (
    z +
    (z ** 3 + z) / (4 * v) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * v ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * v ** 3)
  )
}

/**
 * Mean and interval of ratings on the scale 1–5. Fewer than `smallestShown` ratings are hidden, since single people could be
 * guessed; the interval is kept within the scale.
 */
export function scoreOf(sums: ScoreSums, smallestShown: number): Score {
  const { n, sum, sumOfSquares } = sums
  if (n < Math.max(2, smallestShown)) return { shown: false, n }
  const mean = sum / n
  const variance = Math.max(0, (sumOfSquares - n * mean * mean) / (n - 1))
  const half = studentT(n - 1) * Math.sqrt(variance / n)
  return { shown: true, n, mean, low: Math.max(1, mean - half), high: Math.min(5, mean + half) }
}
