import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkBallot } from '#features/participatory-budgeting/ballots/rules/checkBallot.ts'
import { type BallotRule, DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { FrozenContent } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { recountCommand } from '#features/participatory-budgeting/results/rules/counting.ts'
import { pbElection } from '#features/participatory-budgeting/results/rules/pbElection.ts'
import { paperTurnout } from '#features/participatory-budgeting/results/rules/paperTurnout.ts'
import { tell } from '#features/participatory-budgeting/results/rules/tell.ts'
import { COUNTING_RULES, countProfile } from '#features/participatory-budgeting/tally/rules/counting.ts'
import { type Profile, profileOf } from '#features/participatory-budgeting/tally/rules/profile.ts'
import { readPb } from '#features/participatory-budgeting/tally/readPb.ts'
import type { TieOrder } from '#features/participatory-budgeting/tally/rules/ties.ts'
import { writePb } from '#features/participatory-budgeting/tally/writePb.ts'

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

const TEXTS = ['Көпүрө', 'Мектеп; "жаңы"', 'VOTES', 'а\nб', ' = 1 + 1', '']
const RULES_OF_BALLOTS = [
  { type: 'approval', min: 0, max: 3 },
  { type: 'approval', min: 2, max: 3 },
  { type: 'knapsack' },
  { type: 'points', total: 10, most: 6 },
  { type: 'ranking', most: 4 },
] as const satisfies readonly BallotRule[]
/** What was frozen with some projects, and ballots that hold to it. */
const cast = (ballot: BallotRule) =>
  fc
    .record({
      pot: fc.integer({ min: 1, max: 90_000 }),
      projects: fc.array(fc.record({ price: fc.integer({ min: 1, max: 50_000 }), title: fc.constantFrom(...TEXTS), mine: fc.boolean() }), { minLength: 1, maxLength: 5 }),
      picks: fc.array(fc.uniqueArray(fc.record({ project: fc.nat(4), points: fc.integer({ min: 1, max: 6 }) }), { maxLength: 4, selector: one => one.project }), { maxLength: 12 }),
    })
    .map(({ pot, projects, picks }) => {
      const content: FrozenContent = {
        ...{ format: 'ashar-cycle/1', cycle: 'c', titles: { ky: 'Айлампа; "биз"' }, municipalities: ['m'], phases: [] },
        areas: [{ id: 'c-1', names: { ky: 'Чыгыш;' }, pot, entitled: 500 }, { id: 'c-2', names: { ky: 'Батыш' }, pot, entitled: 500 }],
        rules: { ...DEFAULT_RULES, ballot },
        projects: projects.map(({ price, title, mine }, at) => ({ id: `P0${at}`, titles: { ky: title }, price, ...(mine ? { area: 'c-1' } : {}) })),
      }
      const ballots = picks.flatMap(all => {
        const choices = all.map(({ project, points }) => ({ project: `P0${project}`, ...(ballot.type === 'points' ? { points } : {}) }))
        const checked = checkBallot(choices, content, 'c-1')
        return checked.ok ? [checked.value] : []
      })
      return { content, ballots }
    }) // prettier-ignore

describe('the .pb file of a pot', () => {
  for (const ballot of RULES_OF_BALLOTS)
    it(`is read as what was written, and counts alike by every rule (${JSON.stringify(ballot)})`, () => {
      fc.assert(
        fc.property(cast(ballot), ({ content, ballots }) => {
          const election = pbElection({ content, areaId: 'c-1', ballots, unit: 'Ala-Buka' })
          const read = readPb(new TextEncoder().encode(writePb(election)))
          if (!read.ok) throw new Error(JSON.stringify(read.refusals))
          expect(read.value.warnings.filter(one => one.code !== 'vote.empty')).toEqual([])
          const again = profileOf(read.value.election)
          expect(again).toEqual(profileOf(election))
          expect(again.voters).toBe(ballots.length)
          for (const rule of COUNTING_RULES)
            expect(countProfile(again, { rule, seed: '1' })).toEqual(countProfile(profileOf(election), { rule, seed: '1' }))
        }),
        { numRuns: 60 },
      )
    })

  it('names the first and the last day of the vote', () => {
    const content: FrozenContent = {
      ...{ format: 'ashar-cycle/1', cycle: 'c', titles: { ky: 'а' }, municipalities: ['m'], rules: DEFAULT_RULES, projects: [] },
      areas: [{ id: 'c-1', names: { ky: 'а' }, pot: 1_000, entitled: 500 }],
      // Midnight in Bishkek; the end is excluded.
      phases: [{ kind: 'voting', startsAt: '2026-11-10T18:00:00.000Z', endsAt: '2026-11-25T18:00:00.000Z' }],
    } // prettier-ignore
    const { meta } = pbElection({ content, areaId: 'c-1', ballots: [], unit: 'Ala-Buka' })
    expect([meta.get('date_begin'), meta.get('date_end')]).toEqual(['11.11.2026', '25.11.2026'])
  })

  it('of a pot in which nobody voted is counted too, and no voter is made up', () => {
    const content: FrozenContent = {
      ...{ format: 'ashar-cycle/1', cycle: 'c', titles: { ky: 'а' }, municipalities: ['m'], phases: [], rules: DEFAULT_RULES },
      areas: [{ id: 'c-1', names: { ky: 'а' }, pot: 1_000, entitled: 500 }],
      projects: [{ id: 'A', titles: { ky: 'а' }, price: 600 }, { id: 'B', titles: { ky: 'б' }, price: 700 }],
    } // prettier-ignore
    const election = pbElection({ content, areaId: 'c-1', ballots: [], unit: 'Ala-Buka' })
    const read = readPb(new TextEncoder().encode(writePb(election)))
    expect(read).toMatchObject({ ok: true, value: { warnings: [], election: { votes: [] } } })
    for (const rule of COUNTING_RULES) {
      const told = tell(profileOf(election), { rule, seed: '1' })
      expect([told.voters, told.represented, told.spent <= 1_000]).toEqual([0, 0, true])
    }
  })
})

describe('what is told of a count', () => {
  for (const rule of COUNTING_RULES)
    it(`names the same winners as the count, with a reason for every other project (${rule})`, () => {
      fc.assert(
        fc.property(profiles, fc.constantFrom<TieOrder | undefined>(undefined, ['score', 'cost']), (profile, tieOrder) => {
          const told = tell(profile, { rule, tieOrder })
          const { winners } = countProfile(profile, { rule, tieOrder })
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
    expect(recountCommand({ rule: 'phragmen', tieOrder: 'scoreFirst', ...source }, undefined, 'x.pb')).toBe(
      'npm run -s cli -- tally x.pb --rule phragmen --tie-break score,cost,lot --json',
    )
    expect(recountCommand({ rule: 'equal-shares', tieOrder: 'costFirst', ...source }, undefined, 'x.pb')).toBe(
      'npm run -s cli -- tally x.pb --rule equal-shares --utility cost --completion add1u --json',
    )
  })
})

describe('what is published of paper', () => {
  const area = { handedOut: 40, valid: 30, blank: 5, spoiled: 2 }
  it('is the sum of all polling points', () =>
    expect(paperTurnout([area, area], { voters: 200, least: 30 })).toEqual({ handedOut: 80, valid: 60, blank: 10, spoiled: 4 }))
  it('is nothing where there is none, or where few voted on paper or otherwise', () => {
    expect(paperTurnout([], { voters: 200, least: 30 })).toBeUndefined()
    expect(paperTurnout([{ ...area, valid: 20 }], { voters: 200, least: 30 })).toBeUndefined()
    expect(paperTurnout([area], { voters: 36, least: 30 })).toBeUndefined()
    expect(paperTurnout([area], { voters: 35, least: 30 })).toBeDefined()
  })
})
