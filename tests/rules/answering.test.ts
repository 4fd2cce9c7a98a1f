import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readHolidays } from '#features/feedback/readHolidays.ts'
import {
  type AnswerCase,
  answerCase,
  judgeCase,
  lateness,
  mayAnswerPublicly,
  mayJudge,
  mergeCase,
  needsAnswer,
  newCase,
  passCase,
  termFrom,
  unmergeCase,
} from '#features/feedback/rules/answering.ts'
import { KINDS, type Moderation } from '#features/feedback/rules/kinds.ts'
import { LIKELY, similarity } from '#features/feedback/rules/similar.ts'
import type { IsoDate } from '#platform/dates.ts'

const day = (text: string) => text as IsoDate
const terms = (own?: number) => ({ outer: 14, own, holidays: readHolidays() })
const today = day('2026-11-25')
const now = new Date('2026-11-25T06:00:00Z')
const fresh = (own?: number) => newCase('complaint', true, today, terms(own))

describe('the term of an answer', () => {
  it.each([
    [undefined, '2026-12-15', null, '2026-12-15'],
    [5, '2026-12-15', '2026-12-02', '2026-12-02'],
    [14, '2026-12-15', '2026-12-15', '2026-12-15'],
    [20, '2026-12-15', null, '2026-12-15'],
  ])('with an own promise of %s', (own, dueOn, ownDueOn, nextOn) => {
    expect(termFrom(today, terms(own))).toEqual({ since: today, dueOn, ownDueOn, nextOn })
  })

  it('is owed to words that ask for something', () => {
    expect(KINDS.filter(kind => needsAnswer(kind, true))).toEqual(['comment', 'question', 'proposal', 'complaint'])
    expect(KINDS.filter(kind => needsAnswer(kind, false))).toEqual([])
    expect(newCase('thanks', true, today, terms(5))).toMatchObject({ dueOn: null, ownDueOn: null, nextOn: null })
  })

  it.each([
    [undefined, '2026-12-15', 'none'],
    [undefined, '2026-12-16', 'overdue'],
    [5, '2026-12-02', 'none'],
    [5, '2026-12-03', 'pastOwnPromise'],
    [5, '2026-12-15', 'pastOwnPromise'],
    [5, '2026-12-16', 'overdue'],
  ])('with an own promise of %s is late on %s: %s', (own, on, late) => expect(lateness(fresh(own), day(on))).toBe(late))

  it('is kept by a promised day until that day', () => {
    const facts = { today, now, moderation: 'published', followers: 0 } as const
    const change = answerCase(fresh(), { kind: 'promise', isPublic: true, promisedFor: day('2026-12-31') }, facts)
    const promised = { ...fresh(), ...(change.ok ? change.value : {}) } as AnswerCase
    expect(lateness(promised, day('2026-12-31'))).toBe('none')
    expect(lateness(promised, day('2027-01-01'))).toBe('overdue')
  })
})

const MODERATIONS: readonly Moderation[] = ['waiting', 'published', 'publishedInPart', 'refused', 'private']
type Move = (one: AnswerCase) => ReturnType<typeof passCase>
const move: fc.Arbitrary<Move> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('answer' as const, 'promise' as const, 'done' as const),
      isPublic: fc.boolean(),
      promisedFor: fc.constantFrom(undefined, today, day('2026-11-24'), day('2027-02-01'), day('2040-01-01')),
      moderation: fc.constantFrom(...MODERATIONS),
      followers: fc.nat(2),
    })
    .map(
      ({ moderation, followers, ...answer }): Move =>
        one =>
          answerCase(one, answer, { today, now, moderation, followers }),
    ),
  fc.constantFrom('yes' as const, 'partly' as const, 'no' as const).map(
    (outcome): Move =>
      one =>
        judgeCase(one, outcome, today, terms(3)),
  ),
  fc.constantFrom('municipality' as const, 'outside' as const).map(
    (to): Move =>
      one =>
        passCase(one, to, today, terms()),
  ),
  fc
    .record({
      state: fc.constantFrom('waiting' as const, 'answered' as const, 'merged' as const),
      moderation: fc.constantFrom(...MODERATIONS),
      answeredOn: fc.constantFrom(null, today),
    })
    .map(
      (main): Move =>
        one =>
          mergeCase(one, { id: 'main', ...main }),
    ),
  fc.constant<Move>(one => unmergeCase(one, 'complaint', today, terms())),
)

describe('the way of a case', () => {
  it('never leaves an open case without a day, nor a closed one with it, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), moves => {
        let one = fresh(5)
        for (const step of moves) {
          const change = step(one)
          if (!change.ok) continue
          one = { ...one, ...change.value }
          const owed = one.state === 'waiting' || one.state === 'promised'
          expect(one.nextOn !== null).toBe(owed)
          expect(one.state === 'merged').toBe(one.mergedIntoId !== null)
          if (one.state === 'promised') expect(one.promisedFor).toBe(one.nextOn)
          if (mayJudge(one)) expect(['promised', 'done']).toContain(one.state)
          if (one.outcome === 'yes') expect(one.state).toBe('done')
          if (one.outcome === 'no') expect(one).toMatchObject({ state: 'waiting', status: 'reopened' })
        }
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a public answer to words that nobody else may read, and a private one where others follow', () => {
    for (const moderation of MODERATIONS) {
      const answer = { kind: 'answer', isPublic: true } as const
      const given = answerCase(fresh(), answer, { today, now, moderation, followers: 0 })
      expect(given.ok, moderation).toBe(mayAnswerPublicly(moderation))
    }
    const facts = { today, now, moderation: 'published', followers: 1 } as const
    expect(answerCase(fresh(), { kind: 'answer', isPublic: false }, facts)).toMatchObject({
      refusals: [{ code: 'answer.hasFollowers' }],
    })
  })

  it('refuses to judge what nobody promised, and to merge into a word that follows another', () => {
    expect(judgeCase(fresh(), 'no', today, terms())).toMatchObject({ refusals: [{ code: 'outcome.notAsked' }] })
    const chain = mergeCase(fresh(), { id: 'm', state: 'merged', moderation: 'published', answeredOn: null })
    expect(chain).toMatchObject({ refusals: [{ code: 'merge.chain' }] })
    const old = mergeCase(fresh(), { id: 'm', state: 'done', moderation: 'published', answeredOn: '2020-01-01' as IsoDate })
    expect(!old.ok && old.refusals[0].code).toBe('merge.answeredBefore')
    const hidden = mergeCase(fresh(), { id: 'm', state: 'waiting', moderation: 'private', answeredOn: null })
    expect(hidden).toMatchObject({ refusals: [{ code: 'merge.private' }] })
  })
})

describe('likely duplicates', () => {
  const word = (text: string, more = {}) => ({ text, code: 'L04', subjectId: undefined, submittedAt: now, ...more })
  it('share words, service and time', () => {
    const a = word('Ленин көчөсүндө таза суу үч күндөн бери жок.')
    expect(similarity(a, word('Биздин Ленин көчөсүнө таза суу келбей жатат'))).toBeGreaterThan(LIKELY)
    expect(similarity(a, word('Таштанды эки жумадан бери чыгарыла элек', { code: 'L11' }))).toBeLessThan(LIKELY)
    expect(similarity(a, word('', { submittedAt: new Date('2020-01-01') }))).toBeLessThan(LIKELY)
  })
})
