import type { IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { addWorkingDays, type Holidays } from '#platform/workingDays.ts'
import type { Kind, Moderation } from './kinds.ts'

export const CASE_STATES = ['waiting', 'promised', 'answered', 'done', 'passedOn', 'merged', 'withdrawn'] as const
export type CaseState = (typeof CASE_STATES)[number]
/** What everybody is told once somebody has acted. */
export type CaseStatus = 'answered' | 'promised' | 'done' | 'reopened' | 'passedOn' | 'merged'
export const OUTCOMES = ['yes', 'partly', 'no'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const ANSWER_KINDS = ['answer', 'promise', 'done'] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

/** Where the answering of a word stands. */
export interface AnswerCase {
  readonly state: CaseState
  readonly status: CaseStatus | null
  readonly since: IsoDate
  readonly dueOn: IsoDate | null
  readonly ownDueOn: IsoDate | null
  readonly promisedFor: IsoDate | null
  readonly nextOn: IsoDate | null
  readonly answeredOn: IsoDate | null
  readonly mergedIntoId: string | null
  readonly askedAt: Date | null
  readonly outcome: Outcome | null
}
/** What an act changes of it. */
export type CaseChange = Partial<AnswerCase>

export interface Terms {
  /** Outer limit of the appeals law, in working days. */
  readonly outer: number
  /** The municipality's own promise, where it made one. */
  readonly own: number | undefined
  readonly holidays: Holidays
}

/** Thanks need no answer, and ratings without words say nothing to answer. */
export const needsAnswer = (kind: Kind, hasText: boolean): boolean => hasText && kind !== 'thanks' && kind !== 'rating'

/** A word that waits anew is owed an answer anew: what was answered within an earlier term says nothing about this one. */
const reopenedFrom = (since: IsoDate, terms: Terms) => ({ ...termFrom(since, terms), answeredOn: null })

/** A new term from a day on. `ownDueOn` is left out where the promise is no earlier than the outer limit. */
export function termFrom(
  since: IsoDate,
  terms: Terms,
): { since: IsoDate; dueOn: IsoDate; ownDueOn: IsoDate | null; nextOn: IsoDate } {
  const dueOn = addWorkingDays(since, terms.outer, terms.holidays)
  const own = terms.own === undefined ? undefined : addWorkingDays(since, terms.own, terms.holidays)
  const ownDueOn = own !== undefined && own <= dueOn ? own : null
  return { since, dueOn, ownDueOn, nextOn: ownDueOn ?? dueOn }
}

/** The case of a new word: with a term where it needs an answer. */
export const newCase = (kind: Kind, hasText: boolean, since: IsoDate, terms: Terms): AnswerCase => ({
  ...{ state: 'waiting', status: null, promisedFor: null, answeredOn: null, mergedIntoId: null, askedAt: null, outcome: null },
  ...(needsAnswer(kind, hasText) ? termFrom(since, terms) : { since, dueOn: null, ownDueOn: null, nextOn: null }),
})

/** Whether the day by which somebody must act has passed: their own promise first, then the outer limit or a promised day. */
export function lateness(one: AnswerCase, today: IsoDate): 'none' | 'pastOwnPromise' | 'overdue' {
  if (one.nextOn === null || today <= one.nextOn) return 'none'
  return one.state === 'waiting' && one.dueOn !== null && today <= one.dueOn ? 'pastOwnPromise' : 'overdue'
}

/** Words everybody may read, or that wait for it; an answer to any other word would tell what its author keeps private. */
export const mayAnswerPublicly = (moderation: Moderation): boolean =>
  moderation === 'published' || moderation === 'publishedInPart' || moderation === 'waiting'

export interface Answering {
  readonly kind: AnswerKind
  readonly isPublic: boolean
  readonly promisedFor?: IsoDate | undefined
}
const LONGEST_PROMISE_YEARS = 3
const yearsLater = (date: IsoDate, years: number): string => `${Number(date.slice(0, 4)) + years}${date.slice(4)}`

/**
 * What an answer makes of a case. A promise names a day from today on; "done" is what its author is asked about. Refuses a
 * public answer to words that nobody else may read, and a private one where other words follow its answers.
 */
export function answerCase(
  one: AnswerCase,
  answer: Answering,
  facts: { readonly today: IsoDate; readonly now: Date; readonly moderation: Moderation; readonly followers: number },
): Result<CaseChange> {
  const { today, now } = facts
  if (one.state === 'withdrawn') return err('answer.withdrawn')
  if (one.state === 'merged') return err('answer.merged')
  if (one.state === 'passedOn') return err('answer.passedOn')
  if (answer.isPublic && !mayAnswerPublicly(facts.moderation)) return err('answer.onlyPrivate', { path: 'audience' })
  if (!answer.isPublic && facts.followers > 0) return err('answer.hasFollowers', { path: 'audience' })
  const answeredOn = one.answeredOn ?? today
  switch (answer.kind) {
    case 'answer':
      return ok({
        state: 'answered',
        status: 'answered',
        answeredOn,
        nextOn: null,
        promisedFor: null,
        askedAt: null,
        outcome: null,
      })
    case 'promise': {
      const day = answer.promisedFor
      if (!day) return err('answer.promiseDate', { path: 'promisedFor' })
      if (day < today) return err('answer.promisePast', { path: 'promisedFor' })
      if (day > yearsLater(today, LONGEST_PROMISE_YEARS)) return err('answer.promiseFar', { path: 'promisedFor' })
      return ok({
        state: 'promised',
        status: 'promised',
        answeredOn,
        promisedFor: day,
        nextOn: day,
        askedAt: null,
        outcome: null,
      })
    }
    case 'done':
      return ok({ state: 'done', status: 'done', answeredOn, nextOn: null, askedAt: now, outcome: null })
  }
}

/** Whether its author may say whether it was done. */
export const mayJudge = (one: AnswerCase): boolean => one.state === 'promised' || (one.state === 'done' && one.outcome === null)

/** What its author's word makes of a case: "yes" closes it, "partly" and "no" leave it to do, within a new term. */
export function judgeCase(one: AnswerCase, outcome: Outcome, today: IsoDate, terms: Terms): Result<CaseChange> {
  if (!mayJudge(one)) return err('outcome.notAsked')
  if (outcome === 'yes') return ok({ state: 'done', status: 'done', outcome, nextOn: null })
  return ok({ state: 'waiting', status: 'reopened', promisedFor: null, askedAt: null, outcome, ...reopenedFrom(today, terms) })
}

/** Passed on to another municipality of the portal it waits there within a new term; to a body outside it is closed here. */
export function passCase(one: AnswerCase, to: 'municipality' | 'outside', today: IsoDate, terms: Terms): Result<CaseChange> {
  if (one.state === 'withdrawn') return err('answer.withdrawn')
  if (one.state === 'merged') return err('answer.merged')
  if (one.state === 'passedOn') return err('answer.passedOn')
  const passed = { status: 'passedOn', promisedFor: null, askedAt: null, outcome: null } as const
  return to === 'outside'
    ? ok({ ...passed, state: 'passedOn', nextOn: null, answeredOn: one.answeredOn ?? today })
    : ok({ ...passed, state: 'waiting', ...reopenedFrom(today, terms) })
}

/** Whether a word was answered for good before another one was written: that answer says nothing to the newer one. */
export const answeredBefore = (
  main: { readonly state: CaseState; readonly answeredOn: IsoDate | null },
  since: IsoDate,
): boolean => (main.state === 'answered' || main.state === 'done') && main.answeredOn !== null && main.answeredOn < since

/** A word about the same as another follows that one's answers. */
export function mergeCase(
  one: AnswerCase,
  main: {
    readonly id: string
    readonly state: CaseState
    readonly moderation: Moderation
    readonly answeredOn: IsoDate | null
  },
): Result<CaseChange> {
  if (one.state === 'withdrawn') return err('answer.withdrawn')
  if (one.state === 'merged' || main.state === 'merged') return err('merge.chain', { path: 'into' })
  if (main.state === 'withdrawn') return err('answer.withdrawn', { path: 'into' })
  if (!mayAnswerPublicly(main.moderation)) return err('merge.private', { path: 'into' })
  if (answeredBefore(main, one.since)) return err('merge.answeredBefore', { path: 'into' })
  return ok({
    state: 'merged',
    status: 'merged',
    mergedIntoId: main.id,
    nextOn: null,
    promisedFor: null,
    askedAt: null,
    outcome: null,
  })
}

/** Taken apart again it waits for an answer of its own, within a new term. */
export function unmergeCase(one: AnswerCase, kind: Kind, today: IsoDate, terms: Terms): Result<CaseChange> {
  if (one.state !== 'merged') return err('merge.notMerged')
  const owed = needsAnswer(kind, true)
  const term = owed ? reopenedFrom(today, terms) : { since: today, dueOn: null, ownDueOn: null, nextOn: null }
  return ok({ state: 'waiting', status: 'reopened', mergedIntoId: null, ...term })
}
