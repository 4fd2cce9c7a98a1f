import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { feedbackAnswer, feedbackCase } from '#db/schema/answering.ts'
import { auditEntry } from '#db/schema/audit.ts'
import { delivery } from '#db/schema/delivery.ts'
import { feedback, feedbackContact } from '#db/schema/feedback.ts'
import { notice } from '#db/schema/notices.ts'
import { searchDocument } from '#db/schema/search.ts'
import { answerFeedback } from '#features/feedback/answerFeedback.ts'
import { askWhetherDone } from '#features/feedback/askWhetherDone.ts'
import { assignFeedback } from '#features/feedback/assignFeedback.ts'
import { correctAnswer } from '#features/feedback/correctAnswer.ts'
import { editAnswering, readAnswering, readSentences } from '#features/feedback/editAnswering.ts'
import { envelopeFaults } from '#features/feedback/envelopeFaults.ts'
import { mergeFeedback, unmergeFeedback } from '#features/feedback/mergeFeedback.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { sayByAuthorLink } from '#features/feedback/openAuthorLink.ts'
import { passOnFeedback } from '#features/feedback/passOnFeedback.ts'
import { readAnswerRecord, readRecentAnswers } from '#features/feedback/readAnswers.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { countDue, readInbox } from '#features/feedback/readInbox.ts'
import { readInboxItem } from '#features/feedback/readInboxItem.ts'
import { sayWhetherDone } from '#features/feedback/sayWhetherDone.ts'
import { unsubscribe } from '#features/feedback/unsubscribe.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import { may as mayDo } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf, type Municipality } from '#features/municipalities/rules/unit.ts'
import { editContact, readContact } from '#features/municipalities/editContact.ts'
import { readPlace } from '#features/municipalities/readPlace.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { DPI, holding, placedKnockers } from '#tests/support/viewers.ts'

const DAY = 86_400_000
const day = (text: string) => text as IsoDate
const ANSWER = { kind: 'answer', text: 'Түтүк алмаштырылды.', language: 'ky', isPublic: true } as const
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusals[0].code)

/** Wednesday morning, a minute later at each look. */
async function office() {
  let now = new Date('2026-11-25T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date((now += 60_000)) })
  const place = await seededPlace(app)
  const other = await seededPlace(app, BARPY)
  const editor = holding('editor', place.id)
  const publisher = holding('publisher', place.id)
  return { app, place, other, editor, publisher, jump: (days: number) => void (now += days * DAY) }
}

const caseOf = async (app: App, reference: string) =>
  (
    await app.store.read
      .select()
      .from(feedbackCase)
      .where(eq(feedbackCase.feedbackId, (await readRow(app, reference)).id))
  )[0] as typeof feedbackCase.$inferSelect
const readRow = async (app: App, reference: string) => {
  return (
    await app.store.read.select().from(feedback).where(eq(feedback.reference, reference))
  )[0] as typeof feedback.$inferSelect
}
const on = async (app: App, municipality: Municipality, reference: string) => ({
  municipality,
  reference,
  version: (await caseOf(app, reference)).version,
})
const publish = (app: App, reference: string) => moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' })
const answered = async (app: App, viewer: Viewer, place: Municipality, reference: string, answer: object = {}) => {
  const result = await answerFeedback(app, viewer, await on(app, place, reference), { ...ANSWER, ...answer })
  expect(codeOf(result)).toBe('ok')
}
const mails = async (app: App, template?: string) =>
  (await app.store.read.select().from(notice)).filter(one => template === undefined || one.template === template)
const envelopes = async (app: App, type: string) =>
  (await app.store.read.select().from(delivery).orderBy(delivery.seq))
    .map(row => JSON.parse(row.body))
    .filter(body => body.type === type)
const seen = async (app: App, reference: string, code?: string) => {
  const read = await readFeedback(app, reference, code)
  if (!read.ok) throw new Error('unknown')
  return read.value
}

describe.skipIf(engineMissing())('an answer', () => {
  it('is owed within fourteen working days, or by an own promise made before', async () => {
    const { app, place, publisher } = await office()
    const first = await sent(app, goodWord(place.id))
    expect(await caseOf(app, first.reference)).toMatchObject({ state: 'waiting', dueOn: '2026-12-15', ownDueOn: null })
    const settings = { promiseWorkingDays: 5, sentences: { ky: 'Айыл өкмөтү ишенимдүү.' }, version: 0 }
    expect(codeOf(await editAnswering(app, publisher, place, settings))).toBe('ok')
    expect(codeOf(await editAnswering(app, publisher, place, settings))).toBe('edited.meanwhile')
    const second = await sent(app, goodWord(place.id))
    expect(await caseOf(app, second.reference)).toMatchObject({
      dueOn: '2026-12-15',
      ownDueOn: '2026-12-02',
      nextOn: '2026-12-02',
    })
    const thanks = await sent(app, { ...goodWord(place.id), kind: 'thanks' })
    expect(await caseOf(app, thanks.reference)).toMatchObject({ dueOn: null, nextOn: null })
  })

  it('is seen by everybody once the words are published, told to its author and to DPI', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, { ...goodWord(place.id), language: 'ru', contact: { email: 'author@example.kg' } })
    await answered(app, editor, place, word.reference)
    expect(await seen(app, word.reference)).toMatchObject({ status: 'answered', answer: undefined, text: undefined })
    expect(await seen(app, word.reference, word.trackingCode)).toMatchObject({ answer: { text: ANSWER.text } })
    await publish(app, word.reference)
    expect(await seen(app, word.reference)).toMatchObject({
      status: 'answered',
      answer: { text: ANSWER.text, isPublic: true },
      history: [{ status: 'published' }, { status: 'answered', by: 'municipality', answer: { text: ANSWER.text } }, {}],
    })
    const [mail, ...more] = await mails(app, 'feedbackAnswered')
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: 'author@example.kg', language: 'ru', about: word.reference })
    expect(mail?.values).toMatchObject({ text: ANSWER.text, municipality: place.names.ru })
    const [envelope] = await envelopes(app, 'feedback.answered')
    expect(envelopeFaults(app.config.siteUrl)(envelope.data)).toEqual([])
    expect(envelope.data).toMatchObject({
      reference: word.reference,
      revision: 2,
      status: 'answered',
      text: goodWord('').text,
      answering: {
        state: 'answered',
        dueOn: '2026-12-15',
        answeredOn: '2026-11-25',
        answers: [{ text: ANSWER.text, public: true }],
      },
    })
    expect(envelope.data.contact).toBeUndefined()
    const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'feedback.answered'))
    expect(trail).toHaveLength(1)
    expect(JSON.stringify(trail)).not.toContain('Түтүк')
  })

  it('that is private is read by its author alone', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, goodWord(place.id))
    await publish(app, word.reference)
    await answered(app, editor, place, word.reference, { isPublic: false })
    const everybody = await seen(app, word.reference)
    expect(everybody).toMatchObject({ status: 'answered', answer: undefined })
    expect(JSON.stringify(everybody)).not.toContain('Түтүк')
    expect((await seen(app, word.reference, word.trackingCode)).answer?.text).toBe(ANSWER.text)
    const closed = await sent(app, { ...goodWord(place.id), consent: { publish: false, shareContact: false } })
    const open = await answerFeedback(app, editor, await on(app, place, closed.reference), ANSWER)
    expect(codeOf(open)).toBe('answer.onlyPrivate')
  })

  it('on a version that moved meanwhile is refused, and of two at once one is given', async () => {
    const { app, place, editor } = await office()
    const { reference } = await sent(app, goodWord(place.id))
    const at = await on(app, place, reference)
    const both = await Promise.all([
      answerFeedback(app, editor, at, ANSWER),
      answerFeedback(app, editor, at, { ...ANSWER, text: 'Жок' }),
    ])
    expect(both.map(codeOf).sort()).toEqual(['edited.meanwhile', 'ok'])
    expect(await app.store.read.select().from(feedbackAnswer)).toHaveLength(1)
    expect(await envelopes(app, 'feedback.answered')).toHaveLength(1)
  })

  it('can be corrected: the old one stays in the history', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, goodWord(place.id))
    await publish(app, word.reference)
    await answered(app, editor, place, word.reference)
    const answerId = (await seen(app, word.reference)).answer?.id ?? ''
    const correct = async (text: string) => correctAnswer(app, editor, await on(app, place, word.reference), { answerId, text })
    expect(codeOf(await correct(ANSWER.text))).toBe('answer.same')
    expect(codeOf(await correct('Эртең алмаштырылат.'))).toBe('ok')
    expect(codeOf(await correct('Дагы'))).toBe('answer.unknown')
    expect((await seen(app, word.reference)).answer).toMatchObject({ text: 'Эртең алмаштырылат.', isCorrected: false })
    const texts = (await seen(app, word.reference)).history.flatMap(step => (step.answer ? [step.answer.text] : []))
    expect(texts).toEqual(['Эртең алмаштырылат.', ANSWER.text])
  })
})

describe.skipIf(engineMissing())('a promise', () => {
  const promise = { kind: 'promise', promisedFor: day('2026-12-10'), text: '10-декабрга чейин оңдойбуз.' }

  it('is asked about after its day, once; yes closes it', async () => {
    const { app, place, editor, jump } = await office()
    const word = await sent(app, { ...goodWord(place.id), contact: { email: 'a@example.kg' } })
    await answered(app, editor, place, word.reference, promise)
    expect(await askWhetherDone(app)).toBe(0)
    jump(16)
    expect(await askWhetherDone(app)).toBe(1)
    expect(await askWhetherDone(app)).toBe(0)
    expect(await mails(app, 'feedbackDoneAsked')).toMatchObject([{ to: 'a@example.kg', values: { date: '2026-12-10' } }])
    const author = await seen(app, word.reference, word.trackingCode)
    expect(author).toMatchObject({ mayJudge: true, status: 'promised' })
    expect((await seen(app, word.reference)).mayJudge).toBe(false)
    expect(codeOf(await sayWhetherDone(app, word.reference, 'AAAA-AAAA-AAAA', { outcome: 'yes' }))).toBe('feedback.unknown')
    expect(codeOf(await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'yes' }))).toBe('ok')
    expect(await caseOf(app, word.reference)).toMatchObject({ state: 'done', outcome: 'yes', nextOn: null })
    expect(codeOf(await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'no' }))).toBe('outcome.notAsked')
  })

  it('not kept is opened again within a new term, and what its author says of it is not shown to everybody', async () => {
    const { app, place, editor, jump } = await office()
    const word = await sent(app, goodWord(place.id))
    await publish(app, word.reference)
    await answered(app, editor, place, word.reference, { kind: 'done', text: 'Бүттү.' })
    jump(1)
    const note = 'Жок, дагы эле агып жатат.'
    expect(codeOf(await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'no', note }))).toBe('ok')
    expect(await caseOf(app, word.reference)).toMatchObject({ state: 'waiting', status: 'reopened', dueOn: '2026-12-16' })
    const everybody = await seen(app, word.reference)
    expect(everybody.history[0]).toMatchObject({ status: 'reopened', by: 'resident', outcome: 'no', note: undefined })
    expect((await seen(app, word.reference, word.trackingCode)).history[0]?.note).toBe(note)
    const item = await readInboxItem(app, editor, place, word.reference)
    expect(item.ok && item.value.steps.at(-1)?.note).toBe(note)
    const last = (await envelopes(app, 'feedback.answered')).at(-1)
    expect(last.data).toMatchObject({ status: 'reopened', answering: { outcome: 'no', outcomeNote: note } })
  })

  it('partly kept stays open with what is missing', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, goodWord(place.id))
    await answered(app, editor, place, word.reference, promise)
    const partly = await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'partly', note: 'Бир көчө калды' })
    expect(codeOf(partly)).toBe('ok')
    expect(await caseOf(app, word.reference)).toMatchObject({
      state: 'waiting',
      status: 'reopened',
      outcome: 'partly',
      nextOn: '2026-12-15',
    })
  })
})

describe.skipIf(engineMissing())('words about the same', () => {
  it('follow one answer: every author is told once, and each envelope is sent', async () => {
    const { app, place, editor } = await office()
    const words = []
    for (const n of [1, 2, 3])
      words.push(await sent(app, { ...goodWord(place.id), text: `Суу жок, ${n}-үй`, contact: { email: `a${n}@example.kg` } }))
    const [main, second, third] = words as [(typeof words)[0], (typeof words)[0], (typeof words)[0]]
    if (!main || !second || !third) throw new Error('no words')
    const item = await readInboxItem(app, editor, place, second.reference)
    expect(item.ok && item.value.similar.map(one => one.reference)).toContain(main.reference)
    for (const word of [second, third])
      expect(codeOf(await mergeFeedback(app, editor, await on(app, place, word.reference), main.reference))).toBe('ok')
    expect((await mails(app, 'feedbackMerged')).map(one => one.to).sort()).toEqual(['a2@example.kg', 'a3@example.kg'])
    const closed = await answerFeedback(app, editor, await on(app, place, main.reference), { ...ANSWER, isPublic: false })
    expect(codeOf(closed)).toBe('answer.hasFollowers')
    const there = await answerFeedback(app, editor, await on(app, place, second.reference), ANSWER)
    expect(codeOf(there)).toBe('answer.merged')
    await answered(app, editor, place, main.reference)
    expect((await mails(app, 'feedbackAnswered')).map(one => one.to).sort()).toEqual([
      'a1@example.kg',
      'a2@example.kg',
      'a3@example.kg',
    ])
    expect(await seen(app, second.reference, second.trackingCode)).toMatchObject({
      status: 'answered',
      answer: { text: ANSWER.text },
      case: { state: 'merged', main: { reference: main.reference } },
    })
    const sentTo = (await envelopes(app, 'feedback.answered')).map(body => body.data.reference)
    expect(sentTo.sort()).toEqual([second.reference, third.reference, main.reference, second.reference, third.reference].sort())
    const undone = await unmergeFeedback(app, editor, await on(app, place, third.reference), 'Бул башка көчө')
    expect(codeOf(undone)).toBe('ok')
    expect(await caseOf(app, third.reference)).toMatchObject({ state: 'waiting', status: 'reopened', mergedIntoId: null })
  })

  it('are found by the shared answer no longer than everybody may read it', async () => {
    const { app, place, editor } = await office()
    const [main, follower] = [await sent(app, goodWord(place.id)), await sent(app, goodWord(place.id))]
    await mergeFeedback(app, editor, await on(app, place, follower.reference), main.reference)
    await answered(app, editor, place, main.reference)
    for (const one of [main, follower]) await publish(app, one.reference)
    const found = async () => JSON.stringify(await app.store.read.select().from(searchDocument))
    expect((await found()).split(ANSWER.text)).toHaveLength(3)
    await moderateFeedback(app, DPI, { reference: main.reference, version: 1, decision: 'reopen' })
    expect((await seen(app, follower.reference)).answer).toBeUndefined()
    expect(await found()).toContain(follower.reference)
    expect(await found()).not.toContain(ANSWER.text)
    await moderateFeedback(app, DPI, { reference: main.reference, version: 2, decision: 'publish' })
    expect((await found()).split(ANSWER.text)).toHaveLength(3)
  })

  it('move together, and wait for their own answers when the one they follow is taken back', async () => {
    const { app, place, editor } = await office()
    const [a, b, c] = [
      await sent(app, goodWord(place.id)),
      await sent(app, goodWord(place.id)),
      await sent(app, goodWord(place.id)),
    ]
    const merge = async (word: { reference: string }, into: { reference: string }) =>
      codeOf(await mergeFeedback(app, editor, await on(app, place, word.reference), into.reference))
    expect(await merge(a, a)).toBe('merge.unknown')
    expect(await merge(a, b)).toBe('ok')
    expect(await merge(c, a)).toBe('merge.chain')
    expect(await merge(b, c)).toBe('ok')
    expect((await caseOf(app, a.reference)).mergedIntoId).toBe((await readRow(app, c.reference)).id)
    await withdrawFeedback(app, c.reference, c.trackingCode)
    for (const word of [a, b]) expect(await caseOf(app, word.reference)).toMatchObject({ state: 'waiting', mergedIntoId: null })
  })

  it('are never merged into each other, however close together two colleagues press', async () => {
    const { app, place, editor } = await office()
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await sent(app, goodWord(place.id)), await sent(app, goodWord(place.id))]
      const [onA, onB] = [await on(app, place, a.reference), await on(app, place, b.reference)]
      const both = await Promise.all([mergeFeedback(app, editor, onA, b.reference), mergeFeedback(app, editor, onB, a.reference)])
      expect(both.map(codeOf).sort()).toEqual([expect.stringMatching(/^(edited\.meanwhile|merge\.chain)$/), 'ok'])
      const states = [(await caseOf(app, a.reference)).state, (await caseOf(app, b.reference)).state]
      expect(states.sort()).toEqual(['merged', 'waiting'])
    }
  })

  it('let any of their authors say that it is not done', async () => {
    const { app, place, editor } = await office()
    const [main, word] = [await sent(app, goodWord(place.id)), await sent(app, goodWord(place.id))]
    await mergeFeedback(app, editor, await on(app, place, word.reference), main.reference)
    await answered(app, editor, place, main.reference, { kind: 'done' })
    expect((await seen(app, word.reference, word.trackingCode)).mayJudge).toBe(true)
    expect(codeOf(await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'no', note: 'Жок' }))).toBe('ok')
    expect(await caseOf(app, main.reference)).toMatchObject({ state: 'waiting', status: 'reopened' })
    expect(JSON.stringify(await seen(app, main.reference, main.trackingCode))).not.toContain('"note":"Жок"')
  })
})

describe.skipIf(engineMissing())('passing on', () => {
  it('puts a word into the inbox of another municipality with a new term', async () => {
    const { app, place, other, editor, jump } = await office()
    const word = await sent(app, { ...goodWord(place.id), contact: { email: 'a@example.kg' } })
    jump(2)
    const at = await on(app, place, word.reference)
    expect(codeOf(await passOnFeedback(app, editor, at, { municipality: place.slug }, 'x'))).toBe('pass.own')
    expect(codeOf(await passOnFeedback(app, editor, at, { municipality: 'nowhere' }, 'x'))).toBe('pass.unknown')
    expect(codeOf(await passOnFeedback(app, editor, at, { municipality: other.slug }, 'Жол аларга караштуу'))).toBe('ok')
    expect(await caseOf(app, word.reference)).toMatchObject({
      municipalityId: other.id,
      state: 'waiting',
      status: 'passedOn',
      dueOn: '2026-12-17',
    })
    expect(await mails(app, 'feedbackPassedOn')).toMatchObject([
      { values: { body: other.names.ky, text: 'Жол аларга караштуу' } },
    ])
    expect(codeOf(await answerFeedback(app, editor, await on(app, place, word.reference), ANSWER))).toBe('feedback.unknown')
    const theirs = await readInbox(app, holding('editor', other.id), other, { tab: 'due', page: 1 })
    expect(theirs.ok && theirs.value.items.map(one => one.reference)).toEqual([word.reference])
    const mine = await readInbox(app, editor, place, { tab: 'passedOn', page: 1 })
    expect(mine.ok && mine.value.items).toMatchObject([{ reference: word.reference, isHere: false }])
    expect(await readInboxItem(app, editor, place, word.reference)).toMatchObject({ value: { mayAnswer: false } })
    await answered(app, holding('editor', other.id), other, word.reference)
    expect((await envelopes(app, 'feedback.answered')).at(-1).data.answering.office.id).toBe(other.id)
  })

  it('leaves to the next office and its author what they write to each other alone', async () => {
    const { app, place, other, editor } = await office()
    const word = await sent(app, goodWord(place.id))
    await answered(app, editor, place, word.reference, { text: 'Биздин жашыруун жооп.', isPublic: false })
    await passOnFeedback(app, editor, await on(app, place, word.reference), { municipality: other.slug }, 'Силерде')
    const next = holding('editor', other.id)
    await answered(app, next, other, word.reference, { kind: 'done', text: 'Алардын жашыруун жообу.', isPublic: false })
    await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'no', note: 'Үйүм 7-үй, келип көргүлө.' })
    const there = await readInboxItem(app, next, other, word.reference)
    expect(JSON.stringify(there)).toMatch(/Биздин жашыруун.*Алардын жашыруун/s)
    expect(JSON.stringify(there)).toContain('7-үй')
    const here = await readInboxItem(app, editor, place, word.reference)
    expect(here).toMatchObject({ ok: true, value: { isHere: false, answers: [{ text: 'Биздин жашыруун жооп.' }] } })
    expect(JSON.stringify(here)).not.toMatch(/Алардын|7-үй/)
    await answered(app, next, other, word.reference, { text: 'Баарына жооп.' })
    expect(JSON.stringify(await readInboxItem(app, editor, place, word.reference))).toContain('Баарына жооп.')
  })

  it('to a body outside closes it here, and tells everybody to whom', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, goodWord(place.id))
    const at = await on(app, place, word.reference)
    expect(codeOf(await passOnFeedback(app, editor, at, { body: 'Райондук милиция' }, 'Биздин иш эмес'))).toBe('ok')
    expect(await seen(app, word.reference)).toMatchObject({
      status: 'passedOn',
      history: [{ to: 'Райондук милиция', note: undefined }, {}],
    })
    expect((await envelopes(app, 'feedback.answered')).at(-1).data.answering.passedTo).toBe('Райондук милиция')
  })
})

describe.skipIf(engineMissing())('the inbox', () => {
  it('lists what is owed by its day, overdue first, and counts', async () => {
    const { app, place, editor, jump } = await office()
    const first = await sent(app, goodWord(place.id))
    jump(10)
    const second = await sent(app, { ...goodWord(place.id), kind: 'question', text: 'Качан жол оңдолот?' })
    await sent(app, { ...goodWord(place.id), kind: 'thanks' })
    jump(14)
    const list = async (more = {}) => {
      const read = await readInbox(app, editor, place, { tab: 'due', page: 1, ...more })
      if (!read.ok) throw new Error('forbidden')
      return read.value
    }
    expect((await list()).items.map(one => [one.reference, one.late])).toEqual([
      [first.reference, 'overdue'],
      [second.reference, 'none'],
    ])
    expect((await list()).counts).toMatchObject({ due: 2, all: 3, answered: 0 })
    expect((await list({ kind: 'question' })).items.map(one => one.reference)).toEqual([second.reference])
    expect((await list({ text: second.reference.toLowerCase() })).items.map(one => one.reference)).toEqual([second.reference])
    expect((await list({ text: 'жол' })).items.map(one => one.reference)).toEqual([second.reference])
    expect(await countDue(app, place.id)).toEqual({ overdue: 1, today: 0, week: 1, all: 2 })
    expect(await readAnswerRecord(app, { municipalityId: place.id })).toEqual({
      asked: 2,
      inTime: 0,
      late: 0,
      overdue: 1,
      done: 0,
    })
    await answered(app, editor, place, second.reference)
    await publish(app, second.reference)
    expect(await readAnswerRecord(app)).toMatchObject({ asked: 2, inTime: 1, overdue: 1 })
    expect(await readRecentAnswers(app, { limit: 3 })).toMatchObject([
      { reference: second.reference, answer: { text: ANSWER.text } },
    ])
  })

  it('counts a word whose author says "no" as answered only once it is answered again', async () => {
    const { app, place, editor, jump } = await office()
    const word = await sent(app, goodWord(place.id))
    jump(40)
    await answered(app, editor, place, word.reference, { kind: 'done' })
    const record = () => readAnswerRecord(app, { municipalityId: place.id })
    expect(await record()).toMatchObject({ inTime: 0, late: 1, overdue: 0 })
    await sayWhetherDone(app, word.reference, word.trackingCode, { outcome: 'no' })
    expect(await record()).toMatchObject({ inTime: 0, late: 0, overdue: 0 })
    jump(40)
    expect(await record()).toMatchObject({ inTime: 0, late: 0, overdue: 1 })
    await answered(app, editor, place, word.reference)
    expect(await record()).toMatchObject({ inTime: 0, late: 1, overdue: 0 })
  })

  it('never shows a contact, nor words whose authors were promised that DPI alone reads them', async () => {
    const { app, place, editor } = await office()
    const contact = { name: 'Асан', email: 'asan@example.kg', phone: '+996 700 123456' }
    const word = await sent(app, { ...goodWord(place.id), contact, consent: { publish: true, shareContact: true } })
    const item = await readInboxItem(app, editor, place, word.reference)
    expect(item.ok).toBe(true)
    expect(JSON.stringify(item)).not.toMatch(/asan@|Асан|700 123456/)
    await app.store.write(async tx => void (await tx.update(feedback).set({ officeReads: false })))
    expect(codeOf(await readInboxItem(app, editor, place, word.reference))).toBe('feedback.unknown')
    await publish(app, word.reference)
    expect(codeOf(await readInboxItem(app, editor, place, word.reference))).toBe('ok')
  })
})

describe.skipIf(engineMissing())('mail to authors', () => {
  it('ends by one press: the address is erased and waiting mail is not sent', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, { ...goodWord(place.id), contact: { email: 'a@example.kg' } })
    const [received] = await mails(app, 'feedbackReceived')
    const token = String(received?.values.unsubscribe).split('/').at(-1) ?? ''
    expect(token).toMatch(/^[\w-]{32}$/)
    expect(codeOf(await unsubscribe(app, 'nothing'))).toBe('unsubscribe.unknown')
    expect(codeOf(await unsubscribe(app, token))).toBe('ok')
    expect(codeOf(await unsubscribe(app, token))).toBe('ok')
    expect((await app.store.read.select().from(feedbackContact))[0]?.email).toBeNull()
    expect((await mails(app)).map(one => [one.state, one.to])).toEqual([['failed', null]])
    await answered(app, editor, place, word.reference)
    expect(await mails(app, 'feedbackAnswered')).toEqual([])
  })

  it('about a word that was taken back meanwhile is not sent, and nothing that offices wrote of it stays', async () => {
    const { app, place, editor } = await office()
    const word = await sent(app, { ...goodWord(place.id), contact: { email: 'a@example.kg' } })
    await answered(app, editor, place, word.reference)
    await withdrawFeedback(app, word.reference, word.trackingCode)
    expect((await mails(app)).every(one => one.state === 'failed' && one.to === null)).toBe(true)
    expect((await app.store.read.select().from(feedbackAnswer)).map(one => one.text)).toEqual([null])
    expect(JSON.stringify(await app.store.read.select().from(delivery))).not.toContain('Түтүк')
    expect(await seen(app, word.reference, word.trackingCode)).toMatchObject({
      status: 'withdrawn',
      answer: undefined,
      case: undefined,
    })
  })
})

describe.skipIf(engineMissing())('who may', () => {
  it('answer, assign, merge, pass on and correct: as the table says', async () => {
    const { app, place, editor } = await office()
    const { reference } = await sent(app, goodWord(place.id))
    const at = { municipality: place, reference, version: 99 }
    for (const [who, viewer, may] of placedKnockers('feedback.answer', placesOf(place))) {
      const tries = [
        answerFeedback(app, viewer, at, ANSWER),
        assignFeedback(app, viewer, at, undefined),
        mergeFeedback(app, viewer, at, reference),
        unmergeFeedback(app, viewer, at, 'x'),
        passOnFeedback(app, viewer, at, { body: 'x' }, 'x'),
        correctAnswer(app, viewer, at, { answerId: 'x', text: 'x' }),
      ]
      // Who may is stopped by the version, who may not before it.
      for (const one of tries) expect(codeOf(await one), who).toBe(may ? 'edited.meanwhile' : 'forbidden')
    }
    expect(codeOf(await assignFeedback(app, editor, await on(app, place, reference), 'stranger'))).toBe('assign.unknown')
    // What an author says by the link of a mail asks for no role: the link alone allows it.
    expect(codeOf(await sayByAuthorLink(app, 'nobody', { outcome: 'no' }))).toBe('mailLink.unknown')
  })

  it('read the inbox', async () => {
    const { app, place } = await office()
    const { reference } = await sent(app, goodWord(place.id))
    const closed = await sent(app, { ...goodWord(place.id), consent: { publish: false, shareContact: false } })
    await publish(app, reference)
    for (const [who, viewer, may] of placedKnockers('feedback.inbox', placesOf(place))) {
      expect((await readInbox(app, viewer, place, { tab: 'due', page: 1 })).ok, who).toBe(may)
      expect((await readInboxItem(app, viewer, place, reference)).ok, who).toBe(may)
      // What its author keeps from the public is read by who answers, not by who looks after offices.
      const answers = mayDo(viewer, 'feedback.answer', placesOf(place))
      expect((await readInboxItem(app, viewer, place, closed.reference)).ok, who).toBe(answers)
    }
  })

  it('see how it answers and is reached', async () => {
    const { app, place, publisher } = await office()
    await editAnswering(app, publisher, place, { promiseWorkingDays: 3, sentences: { ky: 'Өзүбүздүн сүйлөм.' }, version: 0 })
    for (const [who, viewer, may] of placedKnockers('office.read', placesOf(place))) {
      expect(codeOf(await readAnswering(app, viewer, place)), who).toBe(may ? 'ok' : 'forbidden')
      expect(codeOf(await readContact(app, viewer, place)), who).toBe(may ? 'ok' : 'forbidden')
      const sentences = await readSentences(app, viewer, place, 'ky')
      expect(
        sentences.some(one => one.text === 'Өзүбүздүн сүйлөм.'),
        who,
      ).toBe(may)
    }
  })

  it('edit the municipality', async () => {
    const { app, place, publisher } = await office()
    for (const [who, viewer, may] of placedKnockers('municipality.edit', placesOf(place))) {
      const promise = await editAnswering(app, viewer, place, { promiseWorkingDays: 3, sentences: {}, version: 77 })
      expect(codeOf(promise), who).toBe(may ? 'edited.meanwhile' : 'forbidden')
      const contact = await editContact(app, viewer, place, { version: 77 })
      expect(codeOf(contact), who).toBe(may ? 'edited.meanwhile' : 'forbidden')
    }
    const read = await readContact(app, publisher, place)
    if (!read.ok) throw new Error('refused')
    const known = read.value
    expect(codeOf(await editContact(app, publisher, place, { ...known, phone: '+996 3748 50123' }))).toBe('ok')
    expect((await readPlace(app, place.slug))?.contact?.phone).toBe('+996 3748 50123')
    expect(codeOf(await editContact(app, publisher, place, { ...known, phone: '1234' }))).toBe('edited.meanwhile')
  })
})
