import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BallotChoices } from '#features/participatory-budgeting/ballots/rules/ballot.ts'
import { checkBallot, costOf, pointsOf } from '#features/participatory-budgeting/ballots/rules/checkBallot.ts'
import { ROTATIONS, rotated, rotationOf } from '#features/participatory-budgeting/ballots/rules/rotation.ts'
import { type BallotRule, DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'

const names = { ky: 'x' }
const areas = [
  { id: 'north', names, pot: 100_000, entitled: 500 },
  { id: 'south', names, pot: 50_000, entitled: 300 },
]
const project = (id: string, price: number, area?: string) => ({ id, titles: names, price, ...(area ? { area } : {}) })
const projects = [
  project('01', 40_000, 'north'),
  project('1', 60_000, 'north'),
  project('__proto__', 1, 'north'),
  project('all', 30_000),
  project('constructor', 10_000, 'north'),
  project('s1', 20_000, 'south'),
]
const withRule = (ballot: BallotRule) => ({ areas, projects, rules: { ...DEFAULT_RULES, ballot } })
const of = (...ids: string[]): BallotChoices => ids.map(id => ({ project: id }))
const points = (given: Record<string, number>): BallotChoices =>
  Object.entries(given).map(([id, amount]) => ({ project: id, points: amount }))
const codes = (choices: BallotChoices, rule: BallotRule, area = 'north') => {
  const checked = checkBallot(choices, withRule(rule), area)
  return checked.ok ? 'ok' : checked.refusals.map(one => one.code.replace('vote.', '')).join(' ')
}

const APPROVAL: BallotRule = { type: 'approval', min: 2, max: 3 }
const POINTS: BallotRule = { type: 'points', total: 10, most: 6 }
const RANKING: BallotRule = { type: 'ranking', most: 2 }
const KNAPSACK: BallotRule = { type: 'knapsack' }

describe('a ballot against the frozen rules', () => {
  it.each<[string, BallotRule, BallotChoices, string]>([
    ['blank, under the least number', APPROVAL, [], 'ok'],
    ['one fewer than the least', APPROVAL, of('01'), 'tooFew'],
    ['the least', APPROVAL, of('01', 'all'), 'ok'],
    ['the most', APPROVAL, of('01', '1', 'all'), 'ok'],
    ['one more than the most', APPROVAL, of('01', '1', 'all', 'constructor'), 'tooMany'],
    ['unknown', APPROVAL, of('01', '001'), 'unknownProject'],
    ['a name every object has', APPROVAL, of('01', 'toString'), 'unknownProject'],
    ['ids that look like parts of objects', APPROVAL, of('__proto__', 'constructor'), 'ok'],
    ['of another area', APPROVAL, of('01', 's1'), 'otherArea'],
    ['twice', APPROVAL, of('01', '01'), 'repeatedProject'],
    ['several faults at once', APPROVAL, of('01', '01', 's1', 'x'), 'repeatedProject otherArea unknownProject'],
    ['points where none are asked', APPROVAL, points({ a: 1 }), 'unknownProject pointsNotAsked'],
    ['exactly the pot', KNAPSACK, of('01', '1'), 'ok'],
    ['a tyiyn over the pot', KNAPSACK, of('01', '1', '__proto__'), 'overPot'],
    ['all points', POINTS, points({ '01': 6, all: 4 }), 'ok'],
    ['fewer points', POINTS, points({ '01': 1 }), 'ok'],
    ['a point over the total', POINTS, points({ '01': 6, all: 5 }), 'pointsTotal'],
    ['a point over the most for one', POINTS, points({ '01': 7 }), 'pointsEach'],
    ['nought points', POINTS, points({ '01': 0 }), 'pointsWhole'],
    ['negative points', POINTS, points({ '01': 6, all: 6, constructor: -2 }), 'pointsWhole'],
    ['half a point', POINTS, points({ '01': 1.5 }), 'pointsWhole'],
    ['points without end', POINTS, points({ '01': Number.POSITIVE_INFINITY }), 'pointsWhole'],
    ['no points', POINTS, of('01'), 'pointsMissing'],
    ['ranked', RANKING, of('all', '01'), 'ok'],
    ['ranked one too many', RANKING, of('all', '01', '1'), 'tooMany'],
    ['ranked twice', RANKING, of('all', 'all'), 'repeatedProject'],
  ])('%s', (_, rule, choices, expected) => {
    expect(codes(choices, rule)).toBe(expected)
  })

  it('knows a pot by its area, and no other area', () => {
    expect(codes(of('s1', 'all'), KNAPSACK, 'south')).toBe('ok')
    expect(codes(of('01'), KNAPSACK, 'south')).toBe('otherArea')
    expect(() => codes([], KNAPSACK, 'east')).toThrow('not an area')
  })

  it('has one form: only a ranking keeps its order', () => {
    expect(checkBallot(of('all', '01'), withRule(KNAPSACK), 'north')).toEqual({ ok: true, value: of('01', 'all') })
    expect(checkBallot(of('all', '01'), withRule(RANKING), 'north')).toEqual({ ok: true, value: of('all', '01') })
    const more = { project: '01', price: 1, points: undefined } as never
    expect(checkBallot([more], withRule(KNAPSACK), 'north')).toEqual({ ok: true, value: [{ project: '01' }] })
  })

  it('that is accepted holds every limit, whatever was sent, and stays accepted', () => {
    const choice = fc.record(
      { project: fc.constantFrom(...projects.map(one => one.id), 'x'), points: fc.integer({ min: -3, max: 12 }) },
      { requiredKeys: ['project'] },
    )
    const rule = fc.constantFrom(APPROVAL, POINTS, RANKING, KNAPSACK)
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 6 }), rule, fc.constantFrom('north', 'south'), (sent, ballot, area) => {
        const content = withRule(ballot)
        const checked = checkBallot(sent as BallotChoices, content, area)
        if (!checked.ok) return
        const { value } = checked
        expect(new Set(value.map(one => one.project)).size).toBe(value.length)
        expect(value.length).toBe(sent.length)
        for (const one of value) {
          const known = projects.find(({ id }) => id === one.project)
          expect(known && (known.area ?? area)).toBe(area)
        }
        if (ballot.type === 'knapsack')
          expect(costOf(value, content)).toBeLessThanOrEqual(areas.find(({ id }) => id === area)?.pot ?? 0)
        if (ballot.type === 'points') expect(pointsOf(value)).toBeLessThanOrEqual(ballot.total)
        if (ballot.type === 'approval' && value.length > 0) expect(value.length).toBeGreaterThanOrEqual(ballot.min)
        expect(checkBallot(value, content, area)).toEqual(checked)
      }),
    )
  })
})

describe('the order of projects', () => {
  it('holds every project once in each rotation, and another one first in as many as there are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { maxLength: 40 }), ids => {
        const orders = Array.from({ length: ROTATIONS }, (_, at) => rotated(ids, at))
        for (const order of orders) expect([...order].sort()).toEqual([...ids].sort())
        const first = new Set(orders.map(order => order[0]))
        expect(first.size).toBe(Math.max(1, Math.min(ROTATIONS, ids.length)))
      }),
    )
  })

  it('is drawn evenly', () => {
    const drawn = Array.from({ length: 256 }, (_, byte) => rotationOf(byte))
    for (let at = 0; at < ROTATIONS; at++) expect(drawn.filter(one => one === at)).toHaveLength(256 / ROTATIONS)
  })
})
