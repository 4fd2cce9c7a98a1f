import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { hearingReminder } from '#db/schema/hearings.ts'
import { notice } from '#db/schema/notices.ts'
import { cancelHearing } from '#features/hearings/cancelHearing.ts'
import { moveForm } from '#features/hearings/forms/hearingForms.ts'
import { eraseReminders, remindOfHearings, tellResultsDue } from '#features/hearings/hearingChores.ts'
import { moveHearing } from '#features/hearings/moveHearing.ts'
import { askReminder, confirmReminder, stopReminder } from '#features/hearings/remindMe.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { composeNotice } from '#features/notices/composeNotice.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { hearingNow, must, seededHearing } from '#tests/support/hearings.ts'
import { person } from '#tests/support/people.ts'

const AT = new Date('2026-11-25T06:00:00Z')
const DAY_MS = 86_400_000
/** The hearing begins on 12 December at 14:00 in Bishkek. */
const DAY_BEFORE = new Date('2026-12-11T09:00:00Z')
const on = (app: App, now: Date): App => ({ ...app, now: () => now })
const mails = async (app: App, template: string) =>
  (await app.store.read.select().from(notice).where(eq(notice.template, template))).map(one => one.to)
const tokens = async (app: App) => (await app.store.read.select().from(hearingReminder)).map(one => one.token)

describe.skipIf(engineMissing())('reminders of a hearing', () => {
  it('go to who asked and confirmed, once, from a day before', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const { id } = await seededHearing(app, place)
    const ask = (email: string) => askReminder(app, { hearingId: id, email, language: 'ky' })
    must(await ask('a@example.kg'))
    must(await ask('b@example.kg'))
    // Asking again mails nobody again, whoever asks.
    must(await ask('A@example.kg'))
    expect(await mails(app, 'hearingReminderConfirm')).toEqual(['a@example.kg', 'b@example.kg'])
    const [first = ''] = await tokens(app)
    expect(must(await confirmReminder(app, first))).toEqual({ hearingId: id })
    must(await confirmReminder(app, first))
    expect(await remindOfHearings(app)).toBe(0)
    expect(await remindOfHearings(on(app, DAY_BEFORE))).toBe(1)
    expect(await remindOfHearings(on(app, DAY_BEFORE))).toBe(0)
    expect(await mails(app, 'hearingReminder')).toEqual(['a@example.kg'])
  })

  it('tell of a move and of the cancelling, and remind of the new day again', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const { id, version } = await seededHearing(app, place)
    must(await askReminder(app, { hearingId: id, email: 'a@example.kg', language: 'ru' }))
    for (const token of await tokens(app)) must(await confirmReminder(app, token))
    const eve = on(app, DAY_BEFORE)
    expect(await remindOfHearings(eve)).toBe(1)
    const typed = { version: String(version), date: '2026-12-20', time: '10:00', venue: 'Мектеп', reason: 'Жол жабык' }
    expect(must(await moveHearing(eve, OPERATOR, { ...moveForm.parse(typed), id }))).toEqual({ told: 1 })
    expect(await remindOfHearings(eve)).toBe(0)
    expect(await remindOfHearings(on(app, new Date('2026-12-19T09:00:00Z')))).toBe(1)
    const now = await hearingNow(app, place, id)
    expect(must(await cancelHearing(eve, OPERATOR, { id, version: now.version, reason: 'Карантин' }))).toEqual({ told: 1 })
    expect([await mails(app, 'hearingMoved'), await mails(app, 'hearingCancelled')]).toEqual([['a@example.kg'], ['a@example.kg']])
    expect(await askReminder(eve, { hearingId: id, email: 'c@example.kg', language: 'ky' })).toMatchObject({
      refusals: [{ code: 'hearing.isCancelled' }],
    })
    // Nothing more will be told of it, so its addresses do not wait for the day it would have been.
    expect(await eraseReminders(eve)).toBe(0)
    expect(await eraseReminders(on(app, new Date(DAY_BEFORE.getTime() + DAY_MS)))).toBe(1)
    expect(await tokens(app)).toEqual([])
  })

  it('erase addresses: at once where asked, after the hearing, and where nobody confirmed', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    const { id } = await seededHearing(app, place)
    for (const email of ['a@example.kg', 'b@example.kg', 'c@example.kg'])
      must(await askReminder(app, { hearingId: id, email, language: 'ky' }))
    const [a = '', b = ''] = await tokens(app)
    must(await confirmReminder(app, a))
    must(await stopReminder(app, b))
    must(await stopReminder(app, b))
    expect(await confirmReminder(app, b)).toMatchObject({ refusals: [{ code: 'reminder.over' }] })
    expect(await eraseReminders(on(app, new Date(AT.getTime() + 4 * DAY_MS)))).toBe(1)
    expect(await tokens(app)).toEqual([a])
    expect(await eraseReminders(on(app, new Date('2026-12-14T06:00:00Z')))).toBe(0)
    expect(await eraseReminders(on(app, new Date('2026-12-15T06:00:00Z')))).toBe(1)
  })

  it('tell the publishers of the office, once, that results are due', async () => {
    const app = await testApp({ now: AT })
    const place = await seededPlace(app)
    await seededHearing(app, place)
    await person(app, 'publisher@example.kg', 'publisher', place.id)
    await person(app, 'editor@example.kg', 'editor', place.id)
    const early = on(app, new Date('2026-12-16T06:00:00Z'))
    const late = on(app, new Date('2026-12-18T06:00:00Z'))
    expect([await tellResultsDue(early), await tellResultsDue(late), await tellResultsDue(late)]).toEqual([0, 1, 0])
    expect(await mails(app, 'hearingResultsDue')).toEqual(['publisher@example.kg'])
  })

  it('carry every value they promise, in each language', () => {
    const values = { title: 'Угуу', municipality: 'Ала-Бука', when: '14:00', where: 'Мектеп', reason: 'Жол', url: 'https://a/u', stop: 'https://a/s', days: 5 } // prettier-ignore
    for (const lang of LANGUAGES) {
      for (const template of ['hearingReminder', 'hearingMoved', 'hearingCancelled'] as const) {
        const { subject, text } = composeNotice(template, lang, values)
        expect(subject).not.toContain('Ала-Бука')
        for (const value of ['Угуу', 'Мектеп', 'https://a/u', 'https://a/s']) expect(text).toContain(value)
      }
      expect(composeNotice('hearingReminderConfirm', lang, values).text).toContain('https://a/u')
    }
  })
})
