import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactEraseOn } from '#features/feedback/rules/keeping.ts'
import { scoreOf } from '#features/feedback/rules/scores.ts'
import { totalsOf } from '#features/feedback/rules/totals.ts'

const sumsOf = (scores: readonly number[]) => ({
  n: scores.length,
  sum: scores.reduce((sum, score) => sum + score, 0),
  sumOfSquares: scores.reduce((sum, score) => sum + score * score, 0),
})

describe('a score', () => {
  it('is hidden under the smallest number, and never made of one rating', () => {
    expect(scoreOf(sumsOf([5, 5, 5, 5]), 5)).toEqual({ shown: false, n: 4 })
    expect(scoreOf(sumsOf([5]), 1)).toEqual({ shown: false, n: 1 })
    expect(scoreOf({ n: 0, sum: 0, sumOfSquares: 0 }, 5)).toEqual({ shown: false, n: 0 })
  })

  it('has the interval that Student gives', () => {
    // 1, 2, 3, 4, 5: mean 3, s = 1.5811, t(4) = 2.776, half = 1.963.
    const score = scoreOf(sumsOf([1, 2, 3, 4, 5]), 5)
    expect(score).toMatchObject({ shown: true, n: 5, mean: 3 })
    if (score.shown) expect(score.low).toBeCloseTo(1.037, 1)
    const many = scoreOf(sumsOf(Array.from({ length: 400 }, (_, n) => (n % 5) + 1)), 5)
    if (many.shown) expect(many.high - many.mean).toBeCloseTo(0.139, 2)
  })

  it('stays within the scale and holds its mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 5, maxLength: 60 }), scores => {
        const score = scoreOf(sumsOf(scores), 5)
        if (!score.shown) throw new Error('hidden')
        expect(score.low).toBeGreaterThanOrEqual(1)
        expect(score.high).toBeLessThanOrEqual(5)
        expect(score.low).toBeLessThanOrEqual(score.mean + 1e-9)
        expect(score.high).toBeGreaterThanOrEqual(score.mean - 1e-9)
      }),
    )
  })
})

describe('the increments of a word', () => {
  const word = { quarter: '2026-Q4', municipalityId: 'm', catalogueCode: 'L04', kind: 'rating', ratings: { Q3: 2, Q1: 5 } }

  it('count the word once and each rating with its square, in a fixed order', () => {
    expect(totalsOf(word).map(({ criterion, count, sum, sumOfSquares }) => [criterion, count, sum, sumOfSquares])).toEqual([
      ['', 1, 0, 0],
      ['Q1', 1, 5, 25],
      ['Q3', 1, 2, 4],
    ])
  })

  it('are taken back to nothing', () => {
    const both = [...totalsOf(word), ...totalsOf(word, -1)]
    for (const criterion of ['', 'Q1', 'Q3'])
      for (const figure of ['count', 'sum', 'sumOfSquares'] as const)
        expect(both.filter(one => one.criterion === criterion).reduce((sum, one) => sum + one[figure], 0)).toBe(0)
  })
})

describe('dates', () => {
  it('erase a contact twelve months after the last step, by Bishkek’s calendar', () => {
    expect(contactEraseOn(new Date('2026-11-24T12:00:00Z'))).toBe('2027-11-24')
    expect(contactEraseOn(new Date('2026-11-24T19:00:00Z'))).toBe('2027-11-25')
    expect(contactEraseOn(new Date('2024-02-29T06:00:00Z'))).toBe('2025-02-28')
  })
})
