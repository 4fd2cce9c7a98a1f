import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { searchDocument } from '#db/schema/search.ts'
import { moderateFeedback } from '#features/feedback/moderateFeedback.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { withdrawReport } from '#features/reports/withdrawReport.ts'
import { indexDocuments } from '#features/search/indexDocuments.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import type { App } from '#src/app.ts'
import { fillSearch, rebuildSearch } from '#src/rebuildSearch.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { ALA_BUKA, goodWord, seededLine, seededPlace, sent } from '#tests/support/feedback.ts'
import { seededHearing } from '#tests/support/hearings.ts'
import { published as publishedPractice } from '#tests/support/practices.ts'
import { published, written as writtenReport } from '#tests/support/reports.ts'
import { DPI } from '#tests/support/viewers.ts'

const SECRET = 'Кошунам Токтогул таштандыны арыкка төгөт'

async function written(app: App) {
  const place = await seededPlace(app)
  const word = await sent(app, { ...goodWord(ALA_BUKA), text: `Чырак күйбөйт. ${SECRET}` })
  return { place, ...word }
}
const found = async (app: App, q: string) =>
  (await searchDocuments(app, { q, lang: 'ky', kinds: ['feedback'], limit: 10 })).hits.map(hit => hit.path)

describe.skipIf(engineMissing())('a word of a resident', () => {
  it('is found once it is published, by what is published of it, until it is taken back', async () => {
    const app = await testApp()
    const { reference, trackingCode } = await written(app)
    expect(await found(app, 'чырак')).toEqual([])
    const decide = async (version: number, decision: 'publishInPart' | 'reopen' | 'publish', publishedText?: string) => {
      const done = await moderateFeedback(app, DPI, {
        reference,
        version,
        decision,
        reason: 'personalData',
        publishedText,
      } as never)
      expect(done.ok, JSON.stringify(done)).toBe(true)
    }
    await decide(0, 'publishInPart', 'Чырак күйбөйт.')
    expect(await found(app, 'чырак')).toEqual([`/feedback/${reference}`])
    expect(await found(app, 'Токтогул')).toEqual([])
    await decide(1, 'reopen')
    expect(await found(app, 'чырак')).toEqual([])
    await decide(2, 'publish')
    expect(await found(app, 'Токтогул')).toEqual([`/feedback/${reference}`])
    expect((await withdrawFeedback(app, reference, trackingCode)).ok).toBe(true)
    expect(await found(app, 'чырак')).toEqual([])
    expect(await app.store.read.select().from(searchDocument)).toEqual([])
  })

  it('and the lines of budgets are found again after a rebuild, which changes nothing the second time', async () => {
    const app = await testApp()
    const { reference, place } = await written(app)
    await moderateFeedback(app, DPI, { reference, version: 0, decision: 'publish' } as never)
    await seededLine(app, place.id, { ru: 'Освещение улиц' })
    await app.store.write(async tx => void (await tx.delete(searchDocument)))
    await fillSearch(app)
    const all = async () =>
      (await app.store.read.select().from(searchDocument))
        .map(({ id: _, ...row }) => row)
        .sort((a, b) => `${a.subjectId} ${a.lang}`.localeCompare(`${b.subjectId} ${b.lang}`))
    const first = await all()
    expect(first.map(row => [row.kind, row.lang]).sort()).toEqual([
      ['budgetLine', 'ky'],
      ['budgetLine', 'ru'],
      ['feedback', 'ky'],
    ])
    expect(await rebuildSearch(app)).toEqual({
      budgets: 1,
      words: 1,
      reports: 0,
      hearings: 0,
      practices: 0,
      cycles: 0,
      proposals: 0,
      refolded: 0,
    })
    expect(await all()).toEqual(first)
    await app.store.write(async tx => void (await tx.update(searchDocument).set({ foldedTitle: 'old' })))
    const report = { kind: 'report', subjectId: 'r', lang: 'ky', title: 'Отчет', body: '', path: '/', isDemo: false } as const
    await app.store.write(async tx => {
      await indexDocuments(tx, [report])
      await tx.update(searchDocument).set({ foldedTitle: 'эски' }).where(eq(searchDocument.kind, 'report'))
    })
    expect((await rebuildSearch(app)).refolded).toBe(1)
    expect(await found(app, 'чырак')).toEqual([`/feedback/${reference}`])
  })
})

describe.skipIf(engineMissing())('reports, hearings and practices', () => {
  it('are read anew by a rebuild as everybody may read them; what was taken back does not return', async () => {
    const app = await testApp({ now: new Date('2026-11-25T06:00:00Z') })
    const place = await seededPlace(app)
    const report = await published(app, place.id)
    const gone = await published(app, place.id, writtenReport({ texts: { ky: { title: 'Эски отчет', body: 'Жараксыз' } } }))
    await withdrawReport(app, OPERATOR, { ...gone, reason: 'Эскирди' })
    const hearing = await seededHearing(app, place)
    await seededHearing(app, place, { announced: false })
    const { id: shared } = await publishedPractice(app, place.id)
    const found = async () =>
      (await app.store.read.select().from(searchDocument))
        .map(({ id: _, ...row }) => row)
        .sort((a, b) => `${a.subjectId}${a.lang}`.localeCompare(`${b.subjectId}${b.lang}`))
    const before = await found()
    expect([...new Set(before.map(row => row.subjectId))].sort()).toEqual([report.id, hearing.id, shared].sort())
    await app.store.write(async tx => void (await tx.delete(searchDocument)))
    expect(await rebuildSearch(app)).toMatchObject({ reports: 2, hearings: 1, practices: 1 })
    expect(await found()).toEqual(before)
  })
})
