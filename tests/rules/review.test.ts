import { describe, expect, it } from 'vitest'
import { ballotList, potOf, whyNotOnBallot } from '#features/participatory-budgeting/proposals/rules/ballotList.ts'
import type { Proposal } from '#features/participatory-budgeting/proposals/rules/proposal.ts'
import {
  isComplete,
  type Judgement,
  outcomeOf,
  type Review,
  settled,
  standingOf,
} from '#features/participatory-budgeting/proposals/rules/review.ts'
import type { Tyiyn } from '#platform/money.ts'

const pot = 1000 as Tyiyn
const yes: Judgement = { eligible: true, feasible: true, price: 900 as Tyiyn }
const lacking = (judgement: Judgement, titleKy: string | undefined = 'Көпүрө') => {
  const complete = isComplete(judgement, { pot, titleKy })
  return complete.ok ? [] : complete.refusals.map(one => one.code)
}

describe('an answer', () => {
  it.each([
    ['says nothing yet', {}, ['review.eligible']],
    ['says no without the rule and why', { eligible: false }, ['review.rule', 'review.explanation']],
    ['says no with the rule only', { eligible: false, ineligibleRule: 'overPot' }, ['review.explanation']],
    ['says no with both', { eligible: false, ineligibleRule: 'overPot', explanation: 'а' }, []],
    ['says yes to one question', { eligible: true }, ['review.feasible']],
    ['cannot be done, without why', { eligible: true, feasible: false }, ['review.explanation']],
    ['cannot be done, with why', { eligible: true, feasible: false, explanation: 'а' }, []],
    ['has no price', { eligible: true, feasible: true }, ['review.price']],
    ['costs nothing', { ...yes, price: 0 as Tyiyn }, ['review.price']],
    ['costs the whole pot', { ...yes, price: pot }, []],
    ['costs more than the pot', { ...yes, price: 1001 as Tyiyn }, ['review.priceOverPot']],
    ['is complete', yes, []],
  ] as const)('%s', (_, judgement, missing) => expect(lacking(judgement)).toEqual(missing))

  it('needs a title in Kyrgyz only for the ballot', () => {
    const none = (judgement: Judgement) => isComplete(judgement, { pot, titleKy: undefined })
    expect(none(yes)).toMatchObject({ refusals: [{ code: 'review.titleKy' }] })
    expect(none({ eligible: true, feasible: false, explanation: 'а' }).ok).toBe(true)
  })

  it('comes to one of three', () => {
    expect([yes, { eligible: false }, { eligible: true, feasible: false }, { eligible: true }, {}].map(outcomeOf)).toEqual([
      'accepted',
      'notEligible',
      'notFeasible',
      undefined,
      undefined,
    ])
  })

  it('keeps nothing of the branch not taken', () => {
    expect(settled({ ...yes, eligible: false, ineligibleRule: 'other' })).toEqual({ eligible: false, ineligibleRule: 'other' })
    expect(settled({ ...yes, feasible: false, ineligibleRule: 'other' })).toEqual({ eligible: true, feasible: false })
    expect(settled({ ...yes, ineligibleRule: 'other' })).toEqual(yes)
  })
})

describe('where a proposal stands', () => {
  const out = { releasedAt: new Date(0) }
  it.each([
    ['waiting', undefined, false, false, 'toList'],
    ['listed', undefined, false, false, 'toJudge'],
    ['listed', {}, true, false, 'ready'],
    ['listed', out, true, false, 'released'],
    ['listed', out, true, true, 'appealed'],
    ['merged', out, true, true, 'closed'],
    ['refused', undefined, false, false, 'closed'],
  ] as const)('%s %o', (state, review, complete, appealed, standing) =>
    expect(standingOf({ state, review, complete, appealed })).toBe(standing),
  )
})

describe('what stands on the ballot', () => {
  const areas = [
    { id: 'a', pot: 1000 as Tyiyn },
    { id: 'b', pot: 500 as Tyiyn },
  ]
  const proposal = { id: 'x', areaId: 'a', title: 'Мост', language: 'ru', titles: {}, state: 'listed', supports: 3 } as Proposal
  const review: Review = { ...yes, version: 1, changedAt: new Date(0), releasedAt: new Date(0), earlier: [] }
  const around = { areas, supportNeeded: 3 }

  it('has to fit into its pot, or into each where it is for everybody', () => {
    expect([potOf(areas, 'a'), potOf(areas, 'b'), potOf(areas, undefined), potOf(areas, 'c')]).toEqual([1000, 500, 500, 0])
  })

  it.each([
    ['is there', proposal, review, undefined],
    ['is not listed', { ...proposal, state: 'merged' }, review, 'notListed'],
    ['is not released', proposal, { ...review, releasedAt: undefined }, 'notReleased'],
    ['is not feasible', proposal, { ...review, feasible: false }, 'notAccepted'],
    ['has no price', proposal, { ...review, price: undefined }, 'noPrice'],
    ['is over the smallest pot', { ...proposal, areaId: undefined }, review, 'overPot'],
    ['is supported too little', { ...proposal, supports: 2 }, review, 'support'],
  ] as const)('%s', (_, one, its, why) => {
    expect(whyNotOnBallot(one as Proposal, its as Review, around)).toBe(why)
    expect(ballotList([{ proposal: one as Proposal, review: its as Review }], around)).toHaveLength(why ? 0 : 1)
  })

  it('is sorted by id, with titles in the languages there are', () => {
    const list = ballotList(
      [
        { proposal: { ...proposal, id: 'z', titles: { ky: 'Көпүрө' } }, review },
        { proposal: { ...proposal, id: 'B' }, review },
      ],
      around,
    )
    expect(list).toEqual([
      { id: 'B', titles: { ky: 'Мост', ru: 'Мост' }, price: 900, area: 'a' },
      { id: 'z', titles: { ky: 'Көпүрө', ru: 'Мост' }, price: 900, area: 'a' },
    ])
  })
})
