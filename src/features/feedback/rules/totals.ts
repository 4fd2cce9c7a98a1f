/** What a word adds to the kept counts; taken back with `sign` -1. */
export interface Counted {
  readonly quarter: string
  readonly municipalityId: string
  /** '' where the word is about no service. */
  readonly catalogueCode: string
  readonly kind: string
  readonly ratings: Readonly<Record<string, number>>
}

export interface TotalIncrement {
  readonly quarter: string
  readonly municipalityId: string
  readonly catalogueCode: string
  readonly kind: string
  /** '' counts words; `Q1`… count the ratings of a criterion. */
  readonly criterion: string
  readonly count: number
  readonly sum: number
  readonly sumOfSquares: number
}

/**
 * The increments of one word: one for the word itself and one for each rating, in the order of criteria, so that writers
 * on PostgreSQL lock rows in the same order and never wait in a circle.
 */
export function totalsOf(word: Counted, sign: 1 | -1 = 1): TotalIncrement[] {
  const { quarter, municipalityId, catalogueCode, kind, ratings } = word
  const key = { quarter, municipalityId, catalogueCode, kind }
  const rated = Object.entries(ratings).sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    { ...key, criterion: '', count: sign, sum: 0, sumOfSquares: 0 },
    ...rated.map(([criterion, score]) => ({
      ...key,
      criterion,
      count: sign,
      sum: sign * score,
      sumOfSquares: sign * score * score,
    })),
  ]
}

/** What a word adds to the desk's summary: itself, and its author's mean rating once, in hundredths. */
export interface SummaryIncrement {
  readonly quarter: string
  readonly municipalityId: string
  readonly catalogueCode: string
  readonly words: number
  readonly rated: number
  readonly sum: number
  readonly sumOfSquares: number
}

/** The increments of one word, as `totalsOf` gives them, put together for the summary. */
export function summaryOf(increments: readonly TotalIncrement[]): SummaryIncrement {
  const [word, ...ratings] = increments
  if (word?.criterion !== '' || Math.abs(word.count) !== 1) throw new Error('a summary is of one word')
  const { quarter, municipalityId, catalogueCode, count: sign } = word
  const total = ratings.reduce((sum, one) => sum + one.sum * sign, 0)
  const mean = ratings.length === 0 ? 0 : Math.round((total / ratings.length) * 100)
  const rated = ratings.length === 0 ? 0 : sign
  return { quarter, municipalityId, catalogueCode, words: sign, rated, sum: sign * mean, sumOfSquares: sign * mean * mean }
}
