import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { delivery } from '#db/schema/delivery.ts'
import { feedback } from '#db/schema/feedback.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { carryHearingItems } from '#features/feedback/carryHearingItems.ts'
import { envelopeFaults } from '#features/feedback/envelopeFaults.ts'
import { withdrawFeedback } from '#features/feedback/withdrawFeedback.ts'
import { cancelHearing } from '#features/hearings/cancelHearing.ts'
import { enterItems } from '#features/hearings/enterItems.ts'
import { enterItemSheet, itemTemplate } from '#features/hearings/enterItemSheet.ts'
import { readHearingParts } from '#features/hearings/readHearing.ts'
import { removeItem } from '#features/hearings/removeItem.ts'
import { publicText, publicVillage } from '#features/hearings/rules/items.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { writeCsv, writeXlsx } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace, send, sent } from '#tests/support/feedback.ts'
import { entry, must, seededHearing } from '#tests/support/hearings.ts'

const AT = new Date('2026-11-25T06:00:00Z')
const later = (app: App, minutes: number): App => ({ ...app, now: () => new Date(AT.getTime() + minutes * 60_000) })
const words = (app: App) => app.store.read.select().from(feedback)
const aboutHearing = (municipality: string, id: string, more: object = {}) => ({
  ...{ kind: 'proposal', municipality, subject: { type: 'hearing', id }, text: 'Көпүрөнү оңдосок', language: 'ky' },
  consent: { publish: true, shareContact: false },
  ...more,
})

describe.skipIf(engineMissing())('questions and proposals of a hearing', () => {
  it('become words for DPI, each exactly once, however many carry them at once', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    must(await enterItems(app, OPERATOR, entry(hearing.id, 'a', ['Биринчи', 'Экинчи', 'Үчүнчү'])))
    // Still to be mended.
    expect(await carryHearingItems(later(app, 29))).toBe(0)
    const after = later(app, 31)
    const carried = await Promise.all([carryHearingItems(after), carryHearingItems(after), carryHearingItems(after)])
    expect(carried.reduce((sum, one) => sum + one, 0)).toBe(3)
    expect(await carryHearingItems(after)).toBe(0)
    const rows = await words(app)
    expect(rows.map(row => [row.channel, row.subjectType, row.subjectId, row.kind, row.moderation])).toEqual(
      Array.from({ length: 3 }, () => ['hearing', 'hearing', hearing.id, 'proposal', 'private']),
    )
    const { items } = await readHearingParts(app, hearing.id)
    expect(items.map(item => item.feedbackReference).sort()).toEqual(rows.map(row => row.reference).sort())
    expect(items.every(item => !item.isWord)).toBe(true)
    const envelopes = await app.store.read.select().from(delivery)
    expect(envelopes).toHaveLength(3)
    const faults = envelopeFaults(app.config.siteUrl)
    for (const one of envelopes) {
      const { data } = JSON.parse(one.body ?? '')
      expect([faults(data), data.channel, data.respondent?.sex]).toEqual([[], 'hearing', 'female'])
    }
    expect(await removeItem(after, OPERATOR, { id: hearing.id, item: items[0]?.id ?? '' })).toMatchObject({
      refusals: [{ code: 'item.isWord' }],
    })
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('stand among the hearing’s own when a resident sent them, once, and are erased with the word', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    const word = await sent(app, aboutHearing(place.id, hearing.id))
    await sent(app, aboutHearing(place.id, hearing.id, { kind: 'comment' }))
    const [item, ...rest] = (await readHearingParts(app, hearing.id)).items
    expect(rest).toEqual([])
    expect(item).toMatchObject({ channel: 'before', isWord: true, feedbackReference: word.reference, text: 'Көпүрөнү оңдосок' })
    // It is a word already.
    expect(await carryHearingItems(later(app, 60))).toBe(0)
    if (!item) throw new Error('one item')
    expect(publicText(item, new Map())).toBeUndefined()
    expect(publicText(item, new Map([[word.reference, 'Көпүрө']]))).toBe('Көпүрө')
    // What somebody typed for a village nobody has checked; what the office entered, it did.
    expect(publicVillage({ ...item, village: 'Үчүнчү көчө, Асандын үйү' })).toBeUndefined()
    expect(publicVillage({ isWord: false, village: 'Ала-Бука' })).toBe('Ала-Бука')
    must(await withdrawFeedback(app, word.reference, word.trackingCode))
    expect((await readHearingParts(app, hearing.id)).items).toMatchObject([{ text: undefined, village: undefined }])
  })

  it('are words about hearings that everybody may see, of this municipality', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const draft = await seededHearing(app, place, { announced: false })
    expect(await send(app, aboutHearing(place.id, draft.id))).toMatchObject({ refusals: [{ code: 'subject.unknown' }] })
    const elsewhere = await seededPlace(app, '41703220812000')
    const hearing = await seededHearing(app, place)
    expect(await send(app, aboutHearing(elsewhere.id, hearing.id))).toMatchObject({ refusals: [{ code: 'subject.elsewhere' }] })
    must(await cancelHearing(app, OPERATOR, { id: hearing.id, version: hearing.version, reason: 'Карантин' }))
    await sent(app, aboutHearing(place.id, hearing.id))
    expect((await readHearingParts(app, hearing.id)).items).toEqual([])
    expect(await words(app)).toHaveLength(1)
  })

  it('come from a spreadsheet, whole or not at all, with row and column of what is wrong', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const { id } = await seededHearing(app, place)
    const enter = (bytes: Uint8Array, again?: true) =>
      enterItemSheet(app, OPERATOR, { id, channel: 'onTheSpot', language: 'ky', bytes: new Uint8Array(bytes), again })
    const columns = ['Түрү', 'Сөзү', 'Айылы', 'Жынысы'].map((heading, at) => ({ heading, value: (row: string[]) => row[at] }))
    const good = [
      ['сунуш', 'Мектепке жол', 'Ала-Бука', 'аял'],
      ['суроо', '=1+1 деген эмне?', '', ''],
    ]
    expect(must(await enter(await writeXlsx('x', columns, good)))).toEqual({ entered: 2 })
    expect(must(await enter(await itemTemplate('ru')))).toEqual({ entered: 1 })
    expect((await readHearingParts(app, id)).items).toMatchObject([
      { kind: 'proposal', channel: 'onTheSpot', sex: 'female', village: 'Ала-Бука' },
      { kind: 'question', sex: undefined },
      { kind: 'proposal' },
    ])
    const file = writeCsv(columns, good)
    expect(await enter(file)).toMatchObject({ refusals: [{ code: 'item.again', values: { count: 2 } }] })
    expect([must(await enter(file, true)), must(await enter(file))]).toEqual([{ entered: 2 }, { entered: 0 }])
    const before = (await readHearingParts(app, id)).items.length
    const bad = [...good, ['арыз', '', 'Ала-Бука', 'бала']]
    const refused = await enter(await writeXlsx('x', columns, bad))
    expect(refused).toMatchObject({
      refusals: [
        { code: 'item.kind', path: 'A4' },
        { code: 'item.text', path: 'B4' },
        { code: 'item.sex', path: 'D4' },
      ],
    })
    for (const [bytes, code] of [
      [Buffer.from('Түрү,Бирдеме\nсунуш,а\n'), 'sheet.heading'],
      [Buffer.from('Түрү,Түрү,Сөзү\nсунуш,сунуш,а\n'), 'sheet.headingTwice'],
      [Buffer.from('Түрү,Сөзү\n'), 'sheet.noRows'],
      [Buffer.from('Түрү\nсунуш\n'), 'sheet.headingMissing'],
      [Buffer.from('%PDF-1.7 '), 'file.type'],
      [Buffer.alloc(0), 'file.empty'],
    ] as const)
      expect(await enter(bytes), code).toMatchObject({
        ok: false,
        refusals: expect.arrayContaining([expect.objectContaining({ code })]),
      })
    expect((await readHearingParts(app, id)).items).toHaveLength(before)
    expect(await app.store.read.select().from(feedback).where(eq(feedback.channel, 'hearing'))).toEqual([])
  })
})
