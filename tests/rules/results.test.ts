import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recountCommand } from '#features/participatory-budgeting/results/rules/counting.ts'
import { tell } from '#features/participatory-budgeting/results/rules/tell.ts'
import { COUNTING_RULES, countProfile } from '#features/participatory-budgeting/tally/rules/counting.ts'
import type { Profile } from '#features/participatory-budgeting/tally/rules/profile.ts'

const profiles = fc
  .record({
    costs: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 }),
    budget: fc.integer({ min: 1, max: 150 }),
    ballots: fc.array(fc.record({ picks: fc.uniqueArray(fc.nat(5), { maxLength: 4 }), count: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 8,
    }),
  })
  .map(({ costs, budget, ballots }): Profile => {
    const kept = ballots.map(one => ({ ...one, projects: one.picks.filter(at => at < costs.length).sort((a, b) => a - b) }))
    return {
      projects: costs.map((cost, at) => ({ id: `p${at}`, cost: BigInt(cost) })),
      budget: BigInt(budget),
      places: 0,
      voters: kept.reduce((sum, one) => sum + one.count, 0),
      ballots: kept
        .filter(one => one.projects.length > 0)
        .map(({ count, projects }) => ({ count, projects, weights: projects.map(() => 1) })),
      scores: costs.map((_, at) => BigInt(kept.reduce((sum, one) => sum + (one.projects.includes(at) ? one.count : 0), 0))),
      weightUnit: 1n,
    }
  })

describe('what is told of a count', () => {
  for (const rule of COUNTING_RULES)
    it(`names the same winners as the count, with a reason for every other project (${rule})`, () => {
      fc.assert(
        fc.property(profiles, profile => {
          const told = tell(profile, { rule })
          const { winners } = countProfile(profile, { rule })
          expect(told.stories.filter(one => one.round !== undefined).map(one => one.project)).toEqual(winners)
          expect(told.rounds.filter(one => one.funded).map(one => one.project)).toEqual(winners)
          expect(told.spent).toBe(told.stories.reduce((sum, one) => sum + (one.round === undefined ? 0 : one.cost), 0))
          expect(told.spent).toBeLessThanOrEqual(Number(profile.budget) * 100)
          expect(told.represented + told.blank).toBeLessThanOrEqual(profile.voters)
          for (const one of told.rounds) expect(one.after).toBe(one.before - (one.funded ? one.cost : 0))
          for (const { round, reason, cost, supporters } of told.stories) {
            expect((round === undefined) !== (reason === undefined)).toBe(true)
            if (reason?.kind === 'left') expect(reason.left).toBeLessThan(cost)
            if (reason?.kind !== 'shares') continue
            // The supporters could not pay, or they would have; and both amounts make up the price.
            expect(supporters).toBeGreaterThan(0)
            expect([reason.had + reason.missing, reason.missing > 0, reason.left < cost]).toEqual([cost, true, true])
          }
        }),
        { numRuns: 300 },
      )
    })

  it('is repeated by a command with every option that the rules set', () => {
    const source = { seedSource: '' }
    expect(recountCommand({ rule: 'greedy', threshold: 5, completion: 'add1', ...source }, "a'b", 'x-1.pb')).toBe(
      "npm run -s cli -- tally x-1.pb --rule greedy --threshold 5 --seed 'a'\\''b' --json",
    )
    expect(recountCommand({ rule: 'equal-shares', ...source }, undefined, 'x.pb')).toBe(
      'npm run -s cli -- tally x.pb --rule equal-shares --utility cost --completion add1u --json',
    )
  })
})
