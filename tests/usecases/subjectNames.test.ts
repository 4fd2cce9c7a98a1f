import { describe, expect, it } from 'vitest'
import { exportFeedback, feedbackColumns } from '#features/feedback/exportFeedback.ts'
import { queueFilters } from '#features/feedback/forms/deskForms.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { readFeedbackItem } from '#features/feedback/readFeedbackItem.ts'
import { readFeedbackQueue } from '#features/feedback/readFeedbackQueue.ts'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import { subjectLabel } from '#features/feedback/subjectLabel.ts'
import { whyOf } from '#features/feedback/whyOf.ts'
import { feedbackJson } from '#features/feedback/views/feedbackJson.ts'
import { exportQueue } from '#features/review/exportDesk.ts'
import { writeCsv } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { goodWord, seededLine, seededPlace, sent } from '#tests/support/feedback.ts'
import { seededHearing } from '#tests/support/hearings.ts'
import { DPI } from '#tests/support/viewers.ts'

const PRINTED = 'Көчөлөрдү жарыктандыруу'
async function withLine() {
  const app = await testApp()
  const place = await seededPlace(app)
  const { lineId } = await seededLine(app, place.id, { ru: 'Освещение улиц', en: 'Street lighting' })
  const about = { subject: { type: 'budgetLine', id: lineId }, service: undefined, ratings: undefined }
  const { reference } = await sent(app, { ...goodWord(place.id), ...about })
  return { app, place, about, reference }
}

/** How many queries `work` asks the store. */
async function queriesOf(app: App, work: (app: App) => Promise<unknown>): Promise<number> {
  let asked = 0
  const read = new Proxy(app.store.read, {
    get: (db, name) => {
      if (name === 'select') asked += 1
      const value = Reflect.get(db, name)
      return typeof value === 'function' ? value.bind(db) : value
    },
  })
  await work({ ...app, store: { ...app.store, read } })
  return asked
}

describe.skipIf(engineMissing())('the name of what a word is about', () => {
  it("is in the reader's language where it is known, and as printed where it is not", async () => {
    const { app, reference } = await withLine()
    const read = await readFeedback(app, reference)
    if (!read.ok) throw new Error('not read')
    const say = (lang: 'ky' | 'ru' | 'en') => subjectLabel(lang, readCatalogue(), read.value.subject, read.value.service)
    expect([say('ky'), say('ru'), say('en')]).toEqual([PRINTED, 'Освещение улиц', 'Street lighting'])
    expect(read.value.subject.label).toBe(PRINTED)
  })

  it('is the title of a hearing in the language it was announced in', async () => {
    const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    const subject = { type: 'hearing', id: hearing.id }
    const { reference } = await sent(app, {
      ...goodWord(place.id),
      subject,
      kind: 'question',
      service: undefined,
      ratings: undefined,
    })
    const read = await readFeedback(app, reference)
    if (!read.ok) throw new Error('not read')
    const say = (lang: 'ky' | 'ru' | 'en') => subjectLabel(lang, readCatalogue(), read.value.subject, read.value.service)
    expect([say('ky'), say('ru'), say('en')]).toEqual([hearing.title.ky, hearing.title.ru, hearing.title.en])
    expect(say('ru')).toContain('Общественные слушания')
  })

  it('is so on the desk, in its list, in its file and in open data, and the API keeps what was printed', async () => {
    const { app, place, reference } = await withLine()
    await sent(app, goodWord(place.id))
    const item = await readFeedbackItem(app, DPI, reference)
    expect(item).toMatchObject({ value: { subject: { label: PRINTED, names: { ru: 'Освещение улиц' } } } })
    const queue = await readFeedbackQueue(app, DPI, queueFilters.parse({}))
    expect(queue.ok && queue.value.items.map(one => one.subject.names?.en)).toEqual(['Street lighting', undefined])
    const file = await exportQueue(app, DPI, queueFilters.parse({}), 'csv', 'ru')
    const text = file.ok ? file.value.bytes.toString() : ''
    expect(text).toContain('Освещение улиц')
    expect(text).not.toContain(PRINTED)
    const words = await exportFeedback(app)
    const open = writeCsv(feedbackColumns('en'), words).toString()
    expect(open).toContain('Street lighting')
    expect(open).toContain(readCatalogue().services.find(one => one.code === 'L04')?.names.en)
    expect(words.map(one => feedbackJson(one.seen, one.municipality).subject.label)).toContain(PRINTED)
  })

  it('costs a list one query, however many words it has', async () => {
    const { app, place, about, reference } = await withLine()
    const list = (of: App) => readPublishedFeedback(of, { municipalityId: place.id, limit: 100 })
    const queue = (of: App) => readFeedbackQueue(of, DPI, queueFilters.parse({ state: 'all' }))
    await moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' })
    const few = [await queriesOf(app, list), await queriesOf(app, queue)]
    for (let n = 0; n < 5; n += 1) {
      const { lineId } = await seededLine(app, place.id, { ru: `Освещение ${n}` }, 2020 + n)
      const next = await sent(app, { ...goodWord(place.id), ...about, subject: { type: 'budgetLine', id: lineId } })
      await moderateFeedback(app, DPI, { reference: next.reference, version: 0, decision: 'publish' })
    }
    expect((await list(app)).map(one => one.subject.names?.ru)).toContain('Освещение 4')
    expect([await queriesOf(app, list), await queriesOf(app, queue)]).toEqual(few)
  })
})

describe.skipIf(engineMissing())('why words are not shown', () => {
  it("says the reason chosen, in the reader's language, and the note", async () => {
    const { app, reference } = await withLine()
    const note = 'Аты-жөнүн алып салыңыз'
    await moderateFeedback(app, DPI, { reference, version: 0, decision: 'refuse', reason: 'personalData', note })
    const read = await readFeedback(app, reference)
    const step = read.ok ? read.value.history[0] : undefined
    expect(step).toMatchObject({ reason: 'personalData', note })
    expect(step && whyOf('ru', step)).toBe(`Персональные данные других людей. ${note}`)
    expect(whyOf('en', { reason: 'other', note: 'A matter of the raion' })).toBe('A matter of the raion')
    expect(whyOf('en', {})).toBeUndefined()
  })
})
