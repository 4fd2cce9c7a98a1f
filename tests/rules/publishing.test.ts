import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeSmall, publishablePots } from '#features/participatory-budgeting/ballots/rules/publishing.ts'

const parts = (...ballots: number[]) => ballots.map((count, at) => ({ id: `v${at}`, ballots: count }))

describe('how small parts are published', () => {
  it('each for itself where all are large, nothing where the whole is small', () => {
    expect(mergeSmall(parts(30, 200), 30)).toEqual([
      { ids: ['v0'], ballots: 30 },
      { ids: ['v1'], ballots: 200 },
    ])
    expect(mergeSmall(parts(10, 19), 30)).toBeUndefined()
  })

  it('one small part takes the smallest large one along, since it would follow by subtracting', () => {
    expect(mergeSmall(parts(100, 12, 40), 30)).toEqual([
      { ids: ['v0'], ballots: 100 },
      { ids: ['v1', 'v2'], ballots: 52 },
    ])
    expect(mergeSmall(parts(100, 12, 20), 30)).toEqual([
      { ids: ['v0'], ballots: 100 },
      { ids: ['v1', 'v2'], ballots: 32 },
    ])
    // A village without a ballot is no company.
    expect(mergeSmall(parts(100, 12, 0), 30)).toEqual([{ ids: ['v0', 'v1', 'v2'], ballots: 112 }])
  })

  it('never shows a group under the least, loses no part, and lets none be got by subtraction', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(80), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (counts, least) => {
        const all = parts(...counts)
        const groups = mergeSmall(all, least)
        const whole = counts.reduce((sum, one) => sum + one, 0)
        if (!groups) {
          expect(whole).toBeLessThan(least)
          return
        }
        expect(groups.flatMap(one => one.ids).toSorted()).toEqual(all.map(one => one.id).toSorted())
        for (const group of groups) {
          expect(group.ballots).toBeGreaterThanOrEqual(least)
          // Whoever knows the whole and all other groups knows this group's sum and nothing of its parts.
          const own = all.filter(one => group.ids.includes(one.id))
          if (own.some(one => one.ballots < least && one.ballots > 0))
            expect(own.filter(one => one.ballots > 0).length).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('withholds the ballots of merged pots, never of one alone', () => {
    expect(publishablePots(parts(100, 12, 40), 30)).toEqual({ published: ['v0'], withheld: ['v1', 'v2'] })
    expect(publishablePots(parts(12), 30)).toEqual({ published: [], withheld: ['v0'] })
    expect(publishablePots(parts(50, 60), 30)).toEqual({ published: ['v0', 'v1'], withheld: [] })
  })
})
