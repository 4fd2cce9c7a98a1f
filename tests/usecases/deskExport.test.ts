import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { queueFilters, totalsQuestion } from '#features/feedback/forms/deskForms.ts'
import { exportFeedback, feedbackColumns } from '#features/feedback/exportFeedback.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { exportQueue, exportTotals } from '#features/review/exportDesk.ts'
import { readDesk } from '#features/review/readDesk.ts'
import { readTotals } from '#features/review/readTotals.ts'
import { writeCsv } from '#platform/spreadsheet.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { DPI, knockers } from '#tests/support/viewers.ts'

async function withWords(ratings: readonly number[]) {
  const app = await testApp()
  const place = await seededPlace(app)
  const contact = { name: 'Асель', phone: '+996700123456' }
  for (const score of ratings)
    await sent(app, { ...goodWord(place.id), ratings: { Q1: score }, contact, consent: { publish: true, shareContact: true } })
  return { app, place }
}

describe.skipIf(engineMissing())('files of the desk', () => {
  for (const [who, viewer, allowed] of knockers('desk.export'))
    it(`${allowed ? 'are given to' : 'are kept from'} ${who}, and each is in the trail`, async () => {
      const { app } = await withWords([3])
      const results = [
        await exportQueue(app, viewer, queueFilters.parse({}), 'csv', 'ru'),
        await exportTotals(app, viewer, totalsQuestion.parse({}), 'xlsx', 'ky'),
      ]
      for (const result of results) expect(result.ok || result.refusals[0].code).toBe(allowed || 'forbidden')
      const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'desk.exported'))
      expect(trail).toHaveLength(allowed ? 2 : 0)
    })

  it('carry the words and never the contact', async () => {
    const { app } = await withWords([3])
    const file = await exportQueue(app, DPI, queueFilters.parse({}), 'csv', 'ru')
    const text = file.ok ? file.value.bytes.toString() : ''
    expect(text).toContain('Суу күнүнө эки саат гана келет.')
    expect(text).not.toMatch(/Асель|996700123456/)
  })

  it('hide what the page hides, and round what the page rounds', async () => {
    const { app } = await withWords([1, 2, 3, 4])
    const question = totalsQuestion.parse({ rows: 'code', columns: 'none', measure: 'rating' })
    const few = await readTotals(app, DPI, question, 'en')
    expect(few.ok && few.value.cells.flat().every(cell => !cell.shown)).toBe(true)
    const hidden = await exportTotals(app, DPI, question, 'csv', 'en')
    expect(hidden.ok && hidden.value.bytes.toString()).toContain('•')
    const { place } = { place: await seededPlace(app) }
    for (const score of [5, 5]) await sent(app, { ...goodWord(place.id), ratings: { Q1: score } })
    const enough = await readTotals(app, DPI, question, 'en')
    expect(enough.ok && enough.value.cells[0]?.[0]).toMatchObject({ shown: true, n: 6, score: { n: 6 } })
    expect(enough.ok && enough.value.rowNames[0]).toMatch(/^L04 /)
    const cell = enough.ok ? enough.value.cells[0]?.[0] : undefined
    expect(cell?.shown && cell.score?.mean).toBeCloseTo(20 / 6)
  })
})

describe.skipIf(engineMissing())('the desk', () => {
  it('shows the queue with its first word, or the one named, and where its envelope stands', async () => {
    const { app, place } = await withWords([3, 4])
    const last = await sent(app, goodWord(place.id))
    const first = await readDesk(app, DPI, queueFilters.parse({}))
    expect(first.ok && first.value.item?.reference).toBe(first.ok && first.value.queue.items[0]?.reference)
    expect(first.ok && first.value.deliveries).toMatchObject([{ type: 'feedback.submitted', state: 'pullOnly' }])
    const named = await readDesk(app, DPI, queueFilters.parse({}), last.reference)
    expect(named.ok && [named.value.item?.reference, named.value.next]).toEqual([last.reference, undefined])
    expect(named.ok && named.value.previous).toBeDefined()
    expect(await readDesk(app, DPI, queueFilters.parse({}), 'KG-0000-0000')).toMatchObject({ ok: false })
  })
})

describe.skipIf(engineMissing())('open data about words', () => {
  it('has every word once, with its text only once published', async () => {
    const { app } = await withWords([3, 4, 5])
    const all = await exportFeedback(app)
    expect(new Set(all.map(one => one.seen.reference)).size).toBe(3)
    const reference = all[1]?.seen.reference ?? ''
    await moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' })
    const sheet = writeCsv(feedbackColumns('ru'), await exportFeedback(app)).toString()
    expect(sheet.match(/Суу күнүнө эки саат гана келет/g)).toHaveLength(1)
    expect(sheet).not.toMatch(/Асель|996700123456/)
  })
})
