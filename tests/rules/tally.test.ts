import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completedShares } from '#features/participatory-budgeting/tally/rules/completion.ts'
import { equalShares } from '#features/participatory-budgeting/tally/rules/equalShares.ts'
import { compare, exact, plus, times, ZERO } from '#features/participatory-budgeting/tally/rules/exact.ts'
import { greedy } from '#features/participatory-budgeting/tally/rules/greedy.ts'
import { phragmen } from '#features/participatory-budgeting/tally/rules/phragmen.ts'
import type { Profile } from '#features/participatory-budgeting/tally/rules/profile.ts'
import { supportersOf } from '#features/participatory-budgeting/tally/rules/supporters.ts'
import { lotOf } from '#features/participatory-budgeting/tally/rules/ties.ts'
import { naiveShares } from '#tests/support/naiveShares.ts'

/** Elections with many ties, equal ballots and awkward numbers; larger ones take more rounds, in which more can go wrong. */
const electionsOf = (projects: number, ballots: number) =>
  fc
    .record({
      costs: fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 1_000_000_007 })), {
        minLength: 1,
        maxLength: projects,
      }),
      budget: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 2_000_000_000 })),
      seeds: fc.array(
        fc.record({
          picks: fc.array(fc.nat(projects - 1), { maxLength: projects }),
          weight: fc.integer({ min: 1, max: 5 }),
          count: fc.integer({ min: 1, max: 4 }),
        }),
        { maxLength: ballots },
      ),
      blank: fc.nat(3),
      weighted: fc.boolean(),
    })
    .map(({ costs, budget, seeds, blank, weighted }): Profile => {
      const ballots = seeds.flatMap(({ picks, weight, count }) => {
        const projects = [...new Set(picks.filter(at => at < costs.length))].sort((a, b) => a - b)
        return projects.length === 0
          ? []
          : [{ count, projects, weights: projects.map(at => (weighted ? ((weight + at) % 5) + 1 : 1)) }]
      })
      return {
        projects: costs.map((cost, at) => ({ id: String(at), cost: BigInt(cost) })),
        budget: BigInt(budget),
        places: 0,
        voters: ballots.reduce((sum, one) => sum + one.count, 0) + blank,
        ballots,
        scores: costs.map((_, at) =>
          BigInt(ballots.reduce((sum, one) => sum + one.count * (one.weights[one.projects.indexOf(at)] ?? 0), 0)),
        ),
        weightUnit: 1n,
      }
    })
const elections = electionsOf(7, 9)
const lot = (profile: Profile) => lotOf(profile.projects.map(one => one.id))
const cost = (profile: Profile, winners: readonly number[]) =>
  winners.reduce((sum, at) => sum + (profile.projects[at]?.cost ?? 0n), 0n)
const share = (profile: Profile) => exact(profile.budget, BigInt(profile.voters || 1))

describe('equal shares', () => {
  for (const utility of ['cost', 'cardinality'] as const)
    it(`buys what the definition buys, voter by voter in fractions (${utility})`, () => {
      fc.assert(
        fc.property(elections, profile => {
          const run = equalShares(profile, supportersOf(profile), lot(profile), { endowment: share(profile), utility })
          expect(run?.winners).toEqual(naiveShares(profile, lot(profile), share(profile), utility))
        }),
        { numRuns: 1500 },
      )
    })

  it('does so over many rounds, where a poor voter pays for one project and is asked for the next', () => {
    // Costs near to one another, so that many are bought and voters run out at different times.
    const long = electionsOf(16, 40).map(one => ({
      ...one,
      projects: one.projects.map(({ id, cost: amount }) => ({ id, cost: (amount % 97n) + 3n })),
      budget: (one.budget % 700n) + 100n,
    }))
    fc.assert(
      fc.property(long, profile => {
        const run = equalShares(profile, supportersOf(profile), lot(profile), { endowment: share(profile), utility: 'cost' })
        expect(run?.winners).toEqual(naiveShares(profile, lot(profile), share(profile), 'cost'))
      }),
      { numRuns: 300 },
    )
  })

  it('is priceable: nobody pays more than they have, every project is paid for, and no group could still buy one', () => {
    fc.assert(
      fc.property(elections, profile => {
        const run = equalShares(profile, supportersOf(profile), lot(profile), { endowment: share(profile), utility: 'cost' })
        if (!run) throw new Error('broken off')
        const paid = run.steps.reduce((sum, step) => plus(sum, exact(profile.projects[step.project]?.cost ?? 0n)), ZERO)
        expect(compare(paid, times(share(profile), BigInt(profile.voters)))).toBeLessThanOrEqual(0)
        for (const at of profile.projects.keys())
          if (!run.winners.includes(at) && (profile.projects[at]?.cost ?? 0n) > 0n)
            expect(compare(run.leftFor(at), exact(profile.projects[at]?.cost ?? 0n))).toBeLessThan(0)
      }),
    )
  })

  it('never spends more than the budget, whatever completes it, and a completion only adds to greedy’s leavings', () => {
    fc.assert(
      fc.property(elections, fc.constantFrom('none', 'utilitarian', 'add1', 'add1u' as const), (profile, completion) => {
        // What costs a million units of budget is tried elsewhere: each unit is a run.
        fc.pre(profile.budget <= 40n)
        const { winners } = completedShares(profile, lot(profile), { utility: 'cost', completion })
        expect(cost(profile, winners) <= profile.budget).toBe(true)
        expect(new Set(winners).size).toBe(winners.length)
        if (completion !== 'utilitarian' && completion !== 'add1u') return
        const left = profile.budget - cost(profile, winners)
        for (const [at, project] of profile.projects.entries()) if (!winners.includes(at)) expect(project.cost > left).toBe(true)
      }),
    )
  })

  it('buys exactly 155,000 where 105 voters share 155,000', () => {
    const profile: Profile = {
      projects: [{ id: 'P', cost: 155_000n }], budget: 155_000n, places: 0, voters: 105,
      ballots: [{ count: 105, projects: [0], weights: [1] }], scores: [105n], weightUnit: 1n,
    } // prettier-ignore
    expect(completedShares(profile, [0], { utility: 'cost', completion: 'none' }).winners).toEqual([0])
  })

  it('says that a lot was drawn on the way up, though the last run has no tie', () => {
    // With 10 each, A and B tie and C is too dear; with 11 each C comes first, and A has nobody left to pay for it.
    const profile: Profile = {
      projects: [{ id: 'A', cost: 60n }, { id: 'B', cost: 60n }, { id: 'C', cost: 115n }, { id: 'D', cost: 50n }],
      ...{ budget: 210n, places: 0, voters: 21, scores: [10n, 10n, 11n, 0n], weightUnit: 1n },
      ballots: [
        { count: 10, projects: [0, 2], weights: [1, 1] },
        { count: 1, projects: [2], weights: [1] },
        { count: 10, projects: [1], weights: [1] },
      ],
    } // prettier-ignore
    const outcome = completedShares(profile, [0, 1, 2, 3], { utility: 'cost', completion: 'add1u' })
    expect([outcome.winners, outcome.ties, outcome.lotDrawn]).toEqual([[2, 1], [], true])
    expect(completedShares({ ...profile, budget: 231n }, [0, 1, 2, 3], { utility: 'cost', completion: 'none' }).lotDrawn).toBe(
      false,
    )
  })
})

describe('every rule', () => {
  const rules = {
    greedy: (profile: Profile) => greedy(profile, lot(profile)).winners,
    'greedy-no-skip': (profile: Profile) => greedy(profile, lot(profile), { noSkip: true }).winners,
    phragmen: (profile: Profile) => phragmen(profile, lot(profile)).winners,
    'equal-shares': (profile: Profile) =>
      completedShares(profile, lot(profile), { utility: 'cost', completion: 'utilitarian' }).winners,
  }
  for (const [name, count] of Object.entries(rules)) {
    it(`${name} keeps within the budget`, () => {
      fc.assert(
        fc.property(elections, profile => {
          expect(cost(profile, count(profile)) <= profile.budget).toBe(true)
        }),
      )
    })
    it(`${name} does not look at names beyond their order in the lot`, () => {
      fc.assert(
        fc.property(elections, profile => {
          const renamed = { ...profile, projects: profile.projects.map(one => ({ ...one, id: `Ж-${one.id}` })) }
          expect(count(renamed)).toEqual(count(profile))
        }),
      )
    })
    it(`${name} does not look at the order of projects or ballots`, () => {
      fc.assert(
        fc.property(elections, profile => {
          const back = (at: number) => profile.projects.length - 1 - at
          const turned: Profile = {
            ...profile,
            projects: [...profile.projects].reverse(),
            scores: [...profile.scores].reverse(),
            ballots: [...profile.ballots].reverse().map(one => ({
              count: one.count,
              projects: one.projects.map(back).reverse(),
              weights: [...one.weights].reverse(),
            })),
          }
          const ids = (of: Profile, winners: readonly number[]) => winners.map(at => of.projects[at]?.id)
          expect(ids(turned, count(turned))).toEqual(ids(profile, count(profile)))
        }),
      )
    })
  }
  it('a published order of ties decides what cost and score decide where nothing is published', () => {
    const profile: Profile = {
      projects: [{ id: 'a', cost: 5n }, { id: 'b', cost: 4n }], budget: 5n, places: 0, voters: 2,
      ballots: [{ count: 1, projects: [0], weights: [1] }, { count: 1, projects: [1], weights: [1] }], scores: [1n, 1n],
      weightUnit: 1n,
    } // prettier-ignore
    expect(greedy(profile, [0, 1]).ties).toEqual([{ round: 1, tied: ['a', 'b'], chosen: 'b', by: 'cost' }])
    expect(greedy({ ...profile, tieOrder: [] }, [0, 1]).ties).toEqual([{ round: 1, tied: ['a', 'b'], chosen: 'a', by: 'lot' }])
  })
  it('greedy leaves nothing unfunded that would still fit', () => {
    fc.assert(
      fc.property(elections, profile => {
        const { winners } = greedy(profile, lot(profile))
        const left = profile.budget - cost(profile, winners)
        for (const [at, project] of profile.projects.entries()) if (!winners.includes(at)) expect(project.cost > left).toBe(true)
      }),
    )
  })
  it('greedy never lets a project lose because somebody more approves of it', () => {
    fc.assert(
      fc.property(elections, fc.nat(6), (profile, pick) => {
        const winners = greedy(profile, lot(profile)).winners
        const at = winners[pick % Math.max(1, winners.length)]
        if (at === undefined) return
        const more: Profile = { ...profile, scores: profile.scores.map((score, index) => (index === at ? score + 1n : score)) }
        expect(greedy(more, lot(more)).winners).toContain(at)
      }),
    )
  })
})
