import { describe, expect, it } from 'vitest'
import { DEFAULT_RULES, type BallotRule } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { Frozen, FrozenContent } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { batchesOf } from '#features/participatory-budgeting/paper/rules/batches.ts'
import { choicesOf } from '#features/participatory-budgeting/paper/rules/marks.ts'
import {
  type Entry,
  isSettled,
  type Keyed,
  nextNumber,
  numberedProjects,
  outcomeOf,
  progressOf,
  standingOf,
} from '#features/participatory-budgeting/paper/rules/keying.ts'
import { gapsOf, stationFits, whyNotKeyed } from '#features/participatory-budgeting/paper/rules/station.ts'
import type { IsoDate } from '#platform/dates.ts'
import { phasesIn } from '#tests/support/pbCycle.ts'

const NOW = new Date('2026-11-26T06:00:00Z')
const content = (ballot: BallotRule): FrozenContent => ({
  format: 'ashar-cycle/1',
  cycle: 'c',
  titles: { ky: 'а' },
  municipalities: ['m'],
  areas: [
    { id: 'east', names: { ky: 'Чыгыш' }, pot: 1000, entitled: 500 },
    { id: 'west', names: { ky: 'Батыш' }, pot: 1000, entitled: 500 },
  ],
  phases: [],
  rules: { ...DEFAULT_RULES, ballot },
  projects: [
    { id: 'a', titles: { ky: 'а' }, price: 400, area: 'east' },
    { id: 'b', titles: { ky: 'б' }, price: 400, area: 'east' },
    { id: 'c', titles: { ky: 'в' }, price: 400 },
    { id: 'd', titles: { ky: 'г' }, price: 400, area: 'west' },
  ],
})
const APPROVAL = { type: 'approval', min: 0, max: 2 } as const
const rules = (ballot: BallotRule = APPROVAL) => ({ content: content(ballot), areaId: 'east' })
const valid = (...projects: string[]): Keyed => ({ verdict: 'valid', choices: projects.map(project => ({ project })) })
const BLANK: Keyed = { verdict: 'blank', choices: [] }
const SPOILED: Keyed = { verdict: 'spoiled', choices: [] }
const entry = (n: number, keyed: Keyed, number = 1, keyedBy = `account:${n}`): Entry => ({
  ...{ stationId: 's', number, entry: n, ...keyed, keyedBy, keyedAt: NOW },
})

describe('what a keyed paper ballot counts as', () => {
  const cases: [string, BallotRule, Keyed, string][] = [
    ['within the limit', APPROVAL, valid('a', 'b'), 'valid'],
    ['over the limit', APPROVAL, valid('a', 'b', 'c'), 'vote.tooMany'],
    ['under the least', { type: 'approval', min: 2, max: 3 }, valid('a'), 'vote.tooFew'],
    ['under the least, where no more stand on the ballot', { type: 'approval', min: 4, max: 5 }, valid('a', 'b', 'c'), 'valid'],
    ['under the least of all that stand on the ballot', { type: 'approval', min: 4, max: 5 }, valid('a', 'b'), 'vote.tooFew'],
    ['over the pot', { type: 'knapsack' }, valid('a', 'b', 'c'), 'vote.overPot'],
    ['within the pot', { type: 'knapsack' }, valid('a', 'b'), 'valid'],
    ['of another area', APPROVAL, valid('d'), 'vote.otherArea'],
    ['without a mark', APPROVAL, valid(), 'blank'],
    ['blank', APPROVAL, BLANK, 'blank'],
    ['spoiled', APPROVAL, SPOILED, 'spoiled'],
    ['marked only where an amendment took the project off', APPROVAL, valid('gone'), 'blank'],
    ['marked too where an amendment took one off', APPROVAL, valid('a', 'b', 'gone'), 'valid'],
    ['with too many points', { type: 'points', total: 5, most: 5 }, { verdict: 'valid', choices: [{ project: 'a', points: 4 }, { project: 'b', points: 2 }] }, 'vote.pointsTotal'],
    ['ranked too far', { type: 'ranking', most: 1 }, valid('b', 'a'), 'vote.tooMany'],
  ] // prettier-ignore
  for (const [name, ballot, keyed, expected] of cases)
    it(name, () => {
      const outcome = outcomeOf(keyed, rules(ballot))
      expect(outcome.verdict === 'spoiled' ? (outcome.why?.code ?? 'spoiled') : outcome.verdict).toBe(expected)
    })
  it('filled in by prices as they were before an amendment, as a ballot from the box would', () => {
    const before = content({ type: 'knapsack' })
    const dearer = { ...before, projects: before.projects.map(one => ({ ...one, price: 600 })) }
    const ballot = valid('a', 'b')
    expect(outcomeOf(ballot, { content: dearer, areaId: 'east' }).verdict).toBe('spoiled')
    expect(outcomeOf(ballot, { content: dearer, earlier: [before], areaId: 'east' }).verdict).toBe('valid')
    expect(outcomeOf(valid('a', 'b', 'c'), { content: dearer, earlier: [before], areaId: 'east' })).toMatchObject({
      why: { code: 'vote.overPot' },
    })
  })
})

describe('two keyings and a third', () => {
  const cases: [string, Entry[], string][] = [
    ['one keying waits', [entry(1, valid('a'))], 'once'],
    ['two equal ones settle', [entry(1, valid('a', 'b')), entry(2, valid('b', 'a'))], 'valid by both'],
    ['two that name other projects differ', [entry(1, valid('a')), entry(2, valid('b'))], 'differs'],
    ['valid and blank differ', [entry(1, valid('a')), entry(2, BLANK)], 'differs'],
    ['valid and spoiled differ', [entry(1, valid('a')), entry(2, SPOILED)], 'differs'],
    ['blank and spoiled differ', [entry(1, BLANK), entry(2, SPOILED)], 'differs'],
    ['spoiled by hand and by rule are one', [entry(1, SPOILED), entry(2, valid('a', 'b', 'c'))], 'spoiled by both'],
    ['spoiled in two ways are one', [entry(1, valid('a', 'b', 'c')), entry(2, valid('d'))], 'spoiled by both'],
    ['the third decides', [entry(1, valid('a')), entry(2, BLANK), entry(3, valid('b'))], 'valid by third'],
    ['the third decides against both', [entry(1, valid('a')), entry(2, valid('b')), entry(3, SPOILED)], 'spoiled by third'],
  ]
  for (const [name, entries, expected] of cases)
    it(name, () => {
      const standing = standingOf(entries, rules())
      expect(standing.state === 'settled' ? `${standing.outcome.verdict} by ${standing.by}` : standing.state).toBe(expected)
    })

  it('keep the order of a ranking', () => {
    const of = (...two: [Keyed, Keyed]) =>
      standingOf([entry(1, two[0]), entry(2, two[1])], rules({ type: 'ranking', most: 3 })).state
    expect([of(valid('a', 'b'), valid('a', 'b')), of(valid('a', 'b'), valid('b', 'a'))]).toEqual(['settled', 'differs'])
  })

  it('are counted', () => {
    const entries = [
      ...[entry(1, valid('a'), 1), entry(2, valid('a'), 1)],
      ...[entry(1, BLANK, 2), entry(2, BLANK, 2)],
      ...[entry(1, valid('a'), 3), entry(2, valid('b'), 3)],
      entry(1, SPOILED, 4),
    ]
    const progress = progressOf(entries, rules())
    expect(progress).toEqual({ keyed: 4, once: 1, differ: 1, valid: 1, blank: 1, spoiled: 0 })
    expect([isSettled(progress), isSettled(progressOf(entries.slice(0, 4), rules()))]).toEqual([false, true])
  })

  it('lead each person to the next number that waits for them', () => {
    const keyed = [entry(1, BLANK, 1, 'me'), entry(1, BLANK, 2, 'other'), entry(1, BLANK, 3, 'x'), entry(2, BLANK, 3, 'y')]
    expect([
      nextNumber(keyed, 'me', 5),
      nextNumber(keyed, 'me', 5, 2),
      nextNumber(keyed, 'other', 5),
      nextNumber(keyed, 'me', 2, 2),
      nextNumber(keyed, 'me', 1),
      nextNumber(keyed, 'other', 5, 5),
    ]).toEqual([2, 4, 1, 2, undefined, 1])
  })
})

describe('numbers of projects on paper', () => {
  it('stay those of the first freezing', () => {
    const first = content(APPROVAL)
    const amended = { ...first, projects: [...first.projects.slice(1), { id: 'aa', titles: { ky: 'ж' }, price: 1 }] }
    const frozen = [amended, first].map((one, at): Frozen => ({
      cycleId: 'c',
      number: 2 - at,
      content: one,
      sha256: '',
      by: 'x',
      at: NOW,
    }))
    expect(numberedProjects(frozen, 'east').map(one => `${one.number} ${one.project.id}`)).toEqual(['1 a', '2 b', '3 c', '4 aa'])
  })
})

describe('marks as they are typed', () => {
  const projects = numberedProjects(
    [{ cycleId: 'c', number: 1, content: content(APPROVAL), sha256: '', by: 'x', at: NOW }],
    'east',
  )
  const cases: [string, Parameters<typeof choicesOf>[0], BallotRule['type'], string][] = [
    ['a line of numbers', { quick: '3 1' }, 'approval', 'c a'],
    ['commas and spaces', { quick: '1, 2;3' }, 'knapsack', 'a b c'],
    ['boxes', { marks: ['2'] }, 'approval', 'b'],
    ['both ways alike', { quick: '2 1', marks: ['1', '2'] }, 'approval', 'b a'],
    ['both ways, not alike', { quick: '2', marks: ['1'] }, 'approval', 'paper.bothWays'],
    ['an unknown number', { quick: '9' }, 'approval', 'paper.quickUnknown'],
    ['words', { quick: 'көпүрө' }, 'approval', 'paper.quickUnknown'],
    ['points in a line', { quick: '1:3 2=1' }, 'points', 'a:3 b:1'],
    ['points that are missing', { quick: '1' }, 'points', 'paper.quickPoints'],
    ['points that are not asked', { quick: '1:3' }, 'approval', 'paper.quickPlain'],
    ['points in fields', { points: { 1: '2', 3: '0' } }, 'points', 'a:2'],
    ['a ranking in a line', { quick: '3 1 2' }, 'ranking', 'c a b'],
    ['a ranking in fields', { places: { 1: '2', 3: '1' } }, 'ranking', 'c a'],
    ['two in one place', { places: { 1: '1', 3: '1' } }, 'ranking', 'paper.placeTwice'],
    ['nothing', {}, 'approval', ''],
  ]
  for (const [name, typed, type, expected] of cases)
    it(name, () => {
      const read = choicesOf(typed, type, projects)
      const said = read.ok
        ? read.value.map(one => one.project + (one.points ? `:${one.points}` : '')).join(' ')
        : read.refusals[0].code
      expect(said).toBe(expected)
    })
})

describe('a polling point', () => {
  const phases = phasesIn('voting', NOW)
  const voting = phases.find(one => one.kind === 'voting')
  const lastDay = '2026-11-30' as IsoDate
  const fits = (facts: Parameters<typeof stationFits>[0], online = true) => {
    const result = stationFits(facts, { phases, online }, [{ number: 4, serials: { first: 100, last: 199 } }])
    return result.ok ? 'fits' : result.refusals[0].code
  }
  it('opens within the vote, once voting online has ended, with serials of its own', () => {
    expect(voting?.endsAt.toISOString()).toBe('2026-12-01T06:00:00.000Z')
    expect(fits({ day: lastDay })).toBe('fits')
    expect(fits({ day: '2026-11-29' as IsoDate })).toBe('station.dayOnline')
    expect(fits({ day: '2026-11-29' as IsoDate }, false)).toBe('fits')
    expect(fits({ day: '2026-12-02' as IsoDate })).toBe('station.dayOutside')
    expect(fits({ serials: { first: 1, last: 99 } })).toBe('fits')
    expect(fits({ serials: { first: 1, last: 100 } })).toBe('station.serialsTaken')
    expect(fits({ serials: { first: 199, last: 300 } })).toBe('station.serialsTaken')
    expect(fits({ serials: { first: 9, last: 8 } })).toBe('station.serialsOrder')
    expect(fits({ serials: { first: 1_000, last: 90_000 } })).toBe('station.serialsMany')
  })

  it('is keyed from its day on, until it is signed', () => {
    const at = (text: string) => new Date(text)
    expect(whyNotKeyed({ day: lastDay }, phases, false, at('2026-11-30T10:00:00Z'))).toBe('paper.notFrozen')
    expect(whyNotKeyed({ day: lastDay }, phases, true, at('2026-11-29T10:00:00Z'))).toBe('paper.tooEarly')
    expect(whyNotKeyed({ day: lastDay }, phases, true, at('2026-11-30T10:00:00Z'))).toBe(undefined)
    expect(whyNotKeyed({}, phases, true, at('2026-12-01T05:59:59Z'))).toBe('paper.tooEarly')
    expect(whyNotKeyed({}, phases, true, at('2026-12-01T06:00:00Z'))).toBe(undefined)
    expect(whyNotKeyed({ day: lastDay, signedAt: NOW }, phases, true, at('2026-12-02T06:00:00Z'))).toBe('paper.signed')
  })

  it('has a protocol whose sums are looked at', () => {
    const figures = { handedOut: 80, spoiledReplaced: 3, unused: 20, inUrn: 77 }
    expect(gapsOf(figures, 100, 77)).toEqual([])
    expect(gapsOf(figures, undefined, undefined)).toEqual([])
    expect(gapsOf({ ...figures, unused: 19, inUrn: 76 }, 100, 75)).toEqual([
      { kind: 'printed', expected: 100, found: 99 },
      { kind: 'urn', expected: 77, found: 76 },
      { kind: 'keyed', expected: 76, found: 75 },
    ])
  })
})

describe('the printed ballots of a polling point', () => {
  it('are in batches of fifty, the last one shorter, each in another order of projects', () => {
    const batches = batchesOf({ first: 101, last: 560 })
    expect(batches[0]).toEqual({ first: 101, last: 150, rotation: 0 })
    expect(batches.at(-1)).toEqual({ first: 551, last: 560, rotation: 1 })
    expect(batches.map(one => one.rotation)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 0, 1])
    expect(batchesOf({ first: 7, last: 7 })).toEqual([{ first: 7, last: 7, rotation: 0 }])
  })
})
