import { describe, expect, it } from 'vitest'
import { queueFilters, totalsQuestion } from '#features/feedback/forms/deskForms.ts'
import { exportFeedback, feedbackColumns } from '#features/feedback/exportFeedback.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import { exportQueue, exportTotals } from '#features/review/exportDesk.ts'
import { readDesk } from '#features/review/readDesk.ts'
import { readTotals } from '#features/review/readTotals.ts'
import { writeCsv } from '#platform/spreadsheet.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { testClock } from '#tests/support/clock.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { DPI } from '#tests/support/viewers.ts'

const all = queueFilters.parse({})

describe.skipIf(engineMissing())('a word that was taken back', () => {
  it('stands under its own state on the desk, not among words that are not for publication', async () => {
    const app = await testApp()
    const place = await seededPlace(app)
    const taken = await sent(app, goodWord(place.id))
    await sent(app, { ...goodWord(place.id), consent: { publish: false, shareContact: false } })
    expect(await withdrawFeedback(app, taken.reference, taken.trackingCode)).toMatchObject({ ok: true })
    const desk = await readDesk(app, DPI, queueFilters.parse({ state: 'withdrawn' }))
    expect(desk).toMatchObject({ value: { queue: { counts: { withdrawn: 1, private: 1, waiting: 0 } } } })
    expect(desk.ok && desk.value.queue.items.map(one => one.reference)).toEqual([taken.reference])
    const file = await exportQueue(app, DPI, queueFilters.parse({ state: 'all' }), 'csv', 'ru')
    expect(file.ok && file.value.bytes.toString()).toContain('Отозвано')
  })
})

describe.skipIf(engineMissing())('times in files', () => {
  it('are those of Bishkek, with the offset', async () => {
    const app = await testApp({ now: new Date('2026-11-24T20:05:09Z') })
    const place = await seededPlace(app)
    await sent(app, goodWord(place.id))
    const file = await exportQueue(app, DPI, all, 'csv', 'en')
    const open = writeCsv(feedbackColumns('en'), await exportFeedback(app)).toString()
    for (const text of [file.ok ? file.value.bytes.toString() : '', open]) {
      expect(text).toContain('2026-11-25T02:05:09+06:00')
      expect(text).not.toMatch(/T20:05|UTC/)
    }
  })
})

describe.skipIf(engineMissing())('a word opened by its address', () => {
  it('stands in the list beside it, wherever its place is', async () => {
    const clock = testClock(new Date('2026-11-24T06:00:00Z'))
    const app = await testApp({ now: clock.now })
    const place = await seededPlace(app)
    const references: string[] = []
    for (let n = 0; n < 60; n += 1) {
      references.push((await sent(app, { ...goodWord(place.id), text: `Сөз ${n}` })).reference)
      clock.pass(60_000)
    }
    for (const order of ['oldest', 'newest'] as const)
      for (const reference of [references[0], references[30], references[59]]) {
        const desk = await readDesk(app, DPI, queueFilters.parse({ order }), reference)
        expect(desk.ok && desk.value.queue.items.map(one => one.reference)).toContain(reference)
      }
    const reference = references[59] ?? ''
    await moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' })
    const opened = await readDesk(app, DPI, all, reference, true)
    expect(opened).toMatchObject({ value: { filters: { state: 'published', order: 'newest' } } })
    expect(opened.ok && opened.value.queue.items.map(one => one.reference)).toEqual([reference])
    // A list that was asked for by its state stays.
    expect(await readDesk(app, DPI, all, reference)).toMatchObject({ value: { filters: { state: 'waiting' } } })
  })
})

describe.skipIf(engineMissing())('totals', () => {
  it('refuse a stretch that ends before it begins, on the page and as a file', async () => {
    const app = await testApp()
    await seededPlace(app)
    const question = totalsQuestion.parse({ from: '2026-Q3', until: '2026-Q2' })
    const refused = { ok: false, refusals: [{ code: 'totals.backwards', path: 'until' }] }
    expect(await readTotals(app, DPI, question, 'ru')).toMatchObject(refused)
    expect(await exportTotals(app, DPI, question, 'csv', 'ru')).toMatchObject(refused)
    expect(await readTotals(app, DPI, { ...question, until: question.from }, 'ru')).toMatchObject({ ok: true })
  })
})
