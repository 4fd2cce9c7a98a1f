import { describe, expect, it } from 'vitest'
import { answerFeedback } from '#features/feedback/answerFeedback.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { readAnswerRecord, readRecentAnswers } from '#features/feedback/readAnswers.ts'
import { countDue } from '#features/feedback/readInbox.ts'
import { readInboxItem } from '#features/feedback/readInboxItem.ts'
import { sayWhetherDone } from '#features/feedback/sayWhetherDone.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { IsoDate } from '#platform/dates.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { BARPY, goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { DPI, holding } from '#tests/support/viewers.ts'

const DAY = 86_400_000

/** Wednesday morning in Bishkek, a minute later at each look. */
async function offices() {
  let now = new Date('2026-11-25T04:00:00Z').getTime()
  const app = await testApp({ now: () => new Date((now += 60_000)) })
  const [place, other] = [await seededPlace(app), await seededPlace(app, BARPY)]
  const answer = async (where: Municipality, reference: string, more: object = {}) => {
    const editor = holding('editor', where.id)
    const item = await readInboxItem(app, editor, where, reference)
    if (!item.ok) throw new Error('not in the inbox')
    const said = { kind: 'answer', text: `Жооп: ${reference}`, language: 'ky', isPublic: true } as const
    const on = { municipality: where, reference, version: item.value.version }
    expect((await answerFeedback(app, editor, on, { ...said, ...more })).ok).toBe(true)
  }
  const published = async (where: Municipality) => {
    const word = await sent(app, goodWord(where.id))
    expect((await moderateFeedback(app, DPI, { reference: word.reference, version: 0, decision: 'publish' })).ok).toBe(true)
    return word
  }
  return { app, place, other, answer, published, jump: (days: number) => void (now += days * DAY) }
}

describe.skipIf(engineMissing())('how a municipality answers', () => {
  it('counts what is due by its day, a promised day like any other', async () => {
    const { app, place, other, answer, jump } = await offices()
    expect(await countDue(app, place.id)).toEqual({ overdue: 0, today: 0, week: 0, all: 0 })
    const [, promised] = [await sent(app, goodWord(place.id)), await sent(app, goodWord(place.id))]
    await sent(app, goodWord(other.id))
    await answer(place, promised.reference, { kind: 'promise', promisedFor: '2026-12-01' as IsoDate })
    expect(await countDue(app, place.id)).toEqual({ overdue: 0, today: 0, week: 1, all: 2 })
    jump(6)
    expect(await countDue(app, place.id)).toEqual({ overdue: 0, today: 1, week: 1, all: 2 })
    jump(1)
    expect(await countDue(app, place.id)).toEqual({ overdue: 1, today: 0, week: 0, all: 2 })
    jump(13)
    expect(await countDue(app, place.id)).toEqual({ overdue: 1, today: 1, week: 1, all: 2 })
    jump(1)
    expect(await countDue(app, place.id)).toMatchObject({ overdue: 2, all: 2 })
  })

  it('is recorded: in time, late, overdue, done as the author says; what was taken back is not', async () => {
    const { app, place, other, answer, published, jump } = await offices()
    const none = { asked: 0, inTime: 0, late: 0, overdue: 0, done: 0 }
    expect(await readAnswerRecord(app)).toEqual(none)
    const [quick, slow, , gone] = [await published(place), await published(place), await published(place), await published(place)]
    await answer(place, quick.reference, { kind: 'done' })
    expect((await sayWhetherDone(app, quick.reference, quick.trackingCode, { outcome: 'yes' })).ok).toBe(true)
    await withdrawFeedback(app, gone.reference, gone.trackingCode)
    jump(30)
    await answer(place, slow.reference)
    expect(await readAnswerRecord(app, { municipalityId: place.id })).toEqual({
      asked: 3,
      inTime: 1,
      late: 1,
      overdue: 1,
      done: 1,
    })
    expect(await readAnswerRecord(app, { municipalityId: other.id })).toEqual(none)
    expect(await readAnswerRecord(app)).toMatchObject({ asked: 3 })
  })

  it('is shown by its latest public answers, of the country one of each municipality first', async () => {
    const { app, place, other, answer, published } = await offices()
    const [a, b, c, hidden] = [await published(place), await published(place), await published(other), await published(place)]
    const waiting = await sent(app, goodWord(place.id))
    for (const one of [waiting, a, b]) await answer(place, one.reference)
    await answer(other, c.reference)
    await answer(place, hidden.reference, { isPublic: false })
    await answer(place, a.reference, { text: 'Тактап айтсак' })
    const shown = async (limit: number, municipalityId?: string) =>
      (await readRecentAnswers(app, { limit, municipalityId })).map(one => one.reference)
    expect(await shown(3)).toEqual([a.reference, c.reference, b.reference])
    expect(await shown(2)).toEqual([a.reference, c.reference])
    expect(await shown(5, place.id)).toEqual([a.reference, b.reference])
    const [newest] = await readRecentAnswers(app, { limit: 1 })
    expect(newest).toMatchObject({ isAuthor: false, answer: { text: 'Тактап айтсак', isPublic: true } })
    await withdrawFeedback(app, a.reference, a.trackingCode)
    expect(await shown(5, place.id)).toEqual([b.reference])
  })
})
