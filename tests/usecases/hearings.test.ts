import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { auditEntry } from '#db/schema/audit.ts'
import { notice } from '#db/schema/notices.ts'
import { searchDocument } from '#db/schema/search.ts'
import { verifyAudit } from '#features/audit/verifyAudit.ts'
import { announceHearing } from '#features/hearings/announceHearing.ts'
import { announceWritten } from '#features/hearings/announceWritten.ts'
import { cancelHearing } from '#features/hearings/cancelHearing.ts'
import { createHearing } from '#features/hearings/createHearing.ts'
import { decideFate } from '#features/hearings/decideFate.ts'
import { enterItems } from '#features/hearings/enterItems.ts'
import { announcementForm, moveForm, newHearingForm } from '#features/hearings/forms/hearingForms.ts'
import { moveHearing } from '#features/hearings/moveHearing.ts'
import { publishResults } from '#features/hearings/publishResults.ts'
import { readHearing, readHearingParts, readOfficeHearing } from '#features/hearings/readHearing.ts'
import { listHearings, nextHearing, readOfficeHearings, readOpenHearings } from '#features/hearings/readHearings.ts'
import { readHearingPicture, readHearingTotals } from '#features/hearings/readHearingTotals.ts'
import { recordAttendance } from '#features/hearings/recordAttendance.ts'
import { removeItem } from '#features/hearings/removeItem.ts'
import { phaseOf } from '#features/hearings/rules/hearing.ts'
import { minutesTemplate, writtenMinutes } from '#features/hearings/rules/minutes.ts'
import { saveHearing } from '#features/hearings/saveHearing.ts'
import { workOnHearing } from '#features/hearings/workOnHearing.ts'
import { saveMinutes } from '#features/hearings/saveMinutes.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'
import { engineMissing, testApp } from '#tests/support/app.ts'
import { seededLine, seededPlace } from '#tests/support/feedback.ts'
import { entry, hearingNow, must, seededHearing, typedHearing } from '#tests/support/hearings.ts'

const ANNOUNCED = new Date('2026-11-25T06:00:00Z')
const HOLIDAYS = { daysOff: new Set<string>(), workedDays: new Set<string>() }
const AFTER = new Date('2026-12-12T12:00:00Z')
const later = (app: App, at: Date): App => ({ ...app, now: () => at })
const saving = (hearing: { id: string; version: number }, more: object = {}) => ({
  ...announcementForm.parse({ version: String(hearing.version), titleKy: 'Бюджет угуусу', agendaKy: 'Киреше\nЧыгаша', ...more }),
  id: hearing.id,
})

describe.skipIf(engineMissing())('an office prepares and announces a hearing', () => {
  it('starts from the template of its kind, in three languages', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place, { announced: false })
    expect(hearing).toMatchObject({ state: 'draft', budgetYear: 2027, sequence: 0, village: 'Ала-Бука' })
    expect(hearing.title.ky).toContain('2027-жылдын бюджетинин долбоору')
    expect([hearing.title.ru, hearing.title.en, hearing.lead?.ru].every(Boolean)).toBe(true)
    expect(hearing.agenda).toHaveLength(5)
    expect(hearing.startsAt.toISOString()).toBe('2026-12-12T08:00:00.000Z')
    expect(hearing.id).toMatch(/^[0-9a-z]{7}$/)
    expect(await readHearing(app, hearing.id)).toBeUndefined()
    expect(await readOpenHearings(app, 5)).toEqual([])
  })

  it('announces it: from then on it is public, found and next', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    expect(await readHearing(app, hearing.id.toUpperCase())).toMatchObject({ id: hearing.id, state: 'announced' })
    expect((await nextHearing(app, place.id))?.id).toBe(hearing.id)
    expect((await listHearings(app, { when: 'coming' }, 10)).items.map(one => one.id)).toEqual([hearing.id])
    expect((await listHearings(app, { when: 'past' }, 10)).items).toEqual([])
    const found = await app.store.read.select().from(searchDocument).where(eq(searchDocument.subjectId, hearing.id))
    expect(found.map(one => one.lang).sort()).toEqual(['en', 'ky', 'ru'])
    const trail = await app.store.read.select().from(auditEntry).where(eq(auditEntry.action, 'hearing.announced'))
    expect(trail).toEqual([expect.objectContaining({ detail: expect.stringContaining('"noticeDays":17') })])
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('refuses the past, a hearing without a place, and announcing twice', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const past = await seededHearing(app, place, { date: '2026-11-25', time: '11:59', announced: false })
    expect(await announceHearing(app, OPERATOR, past)).toMatchObject({ refusals: [{ code: 'hearing.past' }] })
    const nowhere = newHearingForm.parse({ ...typedHearing, venue: '', village: '' })
    const { id } = must(await createHearing(app, OPERATOR, { ...nowhere, municipality: place.id }))
    expect(await announceHearing(app, OPERATOR, { id, version: 0 })).toMatchObject({ refusals: [{ code: 'hearing.noPlace' }] })
    const hearing = await seededHearing(app, place)
    expect(await announceHearing(app, OPERATOR, hearing)).toMatchObject({ refusals: [{ code: 'hearing.alreadyAnnounced' }] })
    expect(await announceHearing(app, OPERATOR, { id: 'nothere', version: 0 })).toMatchObject({
      refusals: [{ code: 'hearing.unknown' }],
    })
  })

  it('saves words with a lock, and neither day nor place once people know them', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    const first = must(await saveHearing(app, OPERATOR, saving(hearing, { date: '2026-12-30', time: '10:00', venue: 'Башка' })))
    const saved = await hearingNow(app, place, hearing.id)
    expect([saved.title.ky, saved.venue, saved.startsAt, saved.agenda.length]).toEqual([
      ...['Бюджет угуусу', hearing.venue, hearing.startsAt, 2],
    ])
    expect(await saveHearing(app, OPERATOR, saving(hearing, { titleKy: 'Экинчи' }))).toMatchObject({
      refusals: [{ code: 'edited.meanwhile' }],
    })
    expect((await hearingNow(app, place, hearing.id)).title.ky).toBe('Бюджет угуусу')
    must(await saveHearing(app, OPERATOR, saving({ ...hearing, version: first.version })))
  })

  it('saves what stands in the form when it announces, and asks where few days are left', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place, { announced: false })
    const soon = saving(hearing, { date: '2026-12-03', time: '10:00', venue: 'Мектеп' })
    const asked = await announceWritten(app, OPERATOR, soon, HOLIDAYS)
    expect(asked).toMatchObject({
      saved: true,
      result: { refusals: [{ code: 'announce.short', path: 'confirmed', values: { days: 6, usual: 10 } }] },
    })
    const draft = await hearingNow(app, place, hearing.id)
    expect([draft.state, draft.title.ky, draft.venue]).toEqual(['draft', 'Бюджет угуусу', 'Мектеп'])
    const late = { ...soon, ...{ version: draft.version, titleKy: 'Акыркы аталыш', confirmed: true } }
    must((await announceWritten(app, OPERATOR, late, HOLIDAYS)).result)
    const done = await hearingNow(app, place, hearing.id)
    expect([done.state, done.title.ky]).toEqual(['announced', 'Акыркы аталыш'])
    expect(done.startsAt.toISOString()).toBe('2026-12-03T04:00:00.000Z')
    expect(await announceWritten(app, OPERATOR, late, HOLIDAYS)).toMatchObject({
      ...{ saved: false, result: { refusals: [{ code: 'hearing.alreadyAnnounced' }] } },
    })
  })

  it('moves it with a reason, and keeps where it would have been', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    const typed = { version: String(hearing.version), date: '2026-12-15', time: '10:00', venue: 'Мектеп', reason: 'Жол жабык' }
    must(await moveHearing(app, OPERATOR, { ...moveForm.parse(typed), id: hearing.id }))
    const moved = await hearingNow(app, place, hearing.id)
    expect(moved).toMatchObject({ sequence: 1, venue: 'Мектеп', state: 'announced' })
    expect(moved.moves).toEqual([
      { movedAt: ANNOUNCED, fromStartsAt: hearing.startsAt, fromVenue: 'Маданият үйү', reason: 'Жол жабык' },
    ])
    const back = { ...typed, version: String(moved.version), date: '2026-11-01' }
    expect(await moveHearing(app, OPERATOR, { ...moveForm.parse(back), id: hearing.id })).toMatchObject({
      refusals: [{ code: 'hearing.past' }],
    })
    const over = later(app, AFTER)
    expect(
      await moveHearing(later(over, new Date('2026-12-20T00:00:00Z')), OPERATOR, {
        ...moveForm.parse({ ...typed, version: String(moved.version) }),
        id: hearing.id,
      }),
    ).toMatchObject({ refusals: [{ code: 'hearing.isOver' }] })
  })

  it('cancels it: the page stays, lists and search forget it', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const hearing = await seededHearing(app, place)
    must(await cancelHearing(app, OPERATOR, { id: hearing.id, version: hearing.version, reason: 'Карантин' }))
    expect(await readHearing(app, hearing.id)).toMatchObject({ state: 'cancelled', cancelReason: 'Карантин', sequence: 1 })
    expect(await nextHearing(app, place.id)).toBeUndefined()
    expect(await app.store.read.select().from(searchDocument).where(eq(searchDocument.kind, 'hearing'))).toEqual([])
    expect(await enterItems(app, OPERATOR, entry(hearing.id, 'k', ['а']))).toMatchObject({
      refusals: [{ code: 'hearing.isCancelled' }],
    })
    expect(await app.store.read.select().from(notice)).toEqual([])
  })
})

describe.skipIf(engineMissing())('what a hearing came to', () => {
  async function held() {
    const before = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(before)
    const hearing = await seededHearing(before, place)
    const { lineId } = await seededLine(before, place.id, {}, 2027)
    return { before, app: later(before, AFTER), place, hearing, lineId }
  }

  it('is entered, counted, decided and published', async () => {
    const { before, app, place, hearing, lineId } = await held()
    const { id } = hearing
    expect(await recordAttendance(before, OPERATOR, { id, version: 0, rows: [] })).toMatchObject({
      refusals: [{ code: 'hearing.notYet' }],
    })
    must(await enterItems(app, OPERATOR, entry(id, 'screen-1', ['Көпүрө', 'Жарык'])))
    must(await enterItems(app, OPERATOR, entry(id, 'screen-2', ['Качан бүтөт?'], 'question')))
    // The same screen sent twice.
    expect(must(await enterItems(app, OPERATOR, entry(id, 'screen-1', ['Көпүрө', 'Жарык'])))).toEqual({ entered: 0 })
    expect(await publishResults(app, OPERATOR, { id, version: hearing.version })).toMatchObject({
      refusals: [{ code: 'results.nobodyCounted' }],
    })
    const rows = [
      { village: 'Ала-Бука', women: 25, men: 46 },
      { village: 'Айры-Там', total: 12 },
    ]
    expect(must(await recordAttendance(app, OPERATOR, { id, version: 0, rows }))).toEqual({ people: 83 })
    expect(await recordAttendance(app, OPERATOR, { id, version: 0, rows })).toMatchObject({
      refusals: [{ code: 'edited.meanwhile' }],
    })
    must(await saveMinutes(app, OPERATOR, { id, version: 0, minutes: '## 1. Киреше\nАйтылды' }))
    expect((await hearingNow(app, place, id)).state).toBe('held')
    expect(await publishResults(app, OPERATOR, { id, version: hearing.version })).toMatchObject({
      refusals: [{ code: 'results.undecided', values: { count: 2 } }],
    })
    const [bridge, light, question] = (await readHearingParts(app, id)).items
    if (!bridge || !light || !question) throw new Error('three items')
    must(await decideFate(app, OPERATOR, { id, item: bridge.id, version: 0, fate: 'taken', budgetLineId: lineId }))
    must(await decideFate(app, OPERATOR, { id, item: light.id, version: 0, fate: 'notTaken', reason: 'Каражат жок' }))
    must(await decideFate(app, OPERATOR, { id, item: question.id, version: 0, fate: 'answered', answer: 'Жазда' }))
    expect(await decideFate(app, OPERATOR, { id, item: light.id, version: 0, fate: 'open' })).toMatchObject({
      refusals: [{ code: 'edited.meanwhile' }],
    })
    expect(await decideFate(app, OPERATOR, { id, item: question.id, version: 1, fate: 'taken', takenInto: 'x' })).toMatchObject({
      refusals: [{ code: 'decision.fate' }],
    })
    must(await publishResults(app, OPERATOR, { id, version: hearing.version }))
    expect((await readHearingParts(app, id)).items).toMatchObject([
      { fate: 'taken', budgetLineId: lineId, takenInto: 'Көчөлөрдү жарыктандыруу' },
      { fate: 'notTaken', reason: 'Каражат жок', takenInto: undefined },
      { fate: 'answered', answer: 'Жазда' },
    ])
    expect(await readHearingTotals(app)).toEqual({
      ...{ hearings: 1, municipalities: 1, people: 83, women: 25, men: 46, counted: 71, proposals: 2, taken: 1 },
    })
    expect(await readHearingTotals(app, { year: 2025 })).toMatchObject({ hearings: 0, people: 0 })
    const picture = await readHearingPicture(app, { by: 'quarter' })
    expect(picture.rows.map(row => [row.key, row.totals.people])).toEqual([['2026-Q4', 83]])
    expect((await readHearingPicture(app, { by: 'oblast', year: 2026 })).rows[0]?.key).toBe(place.oblast?.id)
    expect(await verifyAudit(app.store.read)).toMatchObject({ sound: true })
  })

  it('shows nothing of it before it ends, nor without minutes unless asked', async () => {
    const { before, app, place, hearing } = await held()
    const { id } = hearing
    const running = later(before, new Date(hearing.startsAt.getTime() + 60_000))
    must(await recordAttendance(running, OPERATOR, { id, version: 0, rows: [{ village: 'Ала-Бука', women: 2, men: 1 }] }))
    const template = minutesTemplate(hearing)
    must(await saveMinutes(running, OPERATOR, { id, version: 0, minutes: template }))
    const now = await hearingNow(app, place, id)
    expect([now.state, phaseOf(now, running.now()), phaseOf(now, AFTER)]).toEqual(['announced', 'now', 'awaitingResults'])
    const asked = { id, version: hearing.version }
    expect(await publishResults(running, OPERATOR, asked)).toMatchObject({ refusals: [{ code: 'results.notOver' }] })
    expect(await publishResults(app, OPERATOR, asked)).toMatchObject({
      refusals: [{ code: 'results.noMinutes', path: 'withoutMinutes' }],
    })
    expect(await readHearingTotals(app)).toMatchObject({ hearings: 0, people: 0 })
    must(await publishResults(app, OPERATOR, { ...asked, withoutMinutes: true }))
    expect(await readHearingTotals(app)).toMatchObject({ hearings: 1, people: 3 })
    expect(writtenMinutes(await hearingNow(app, place, id))).toBeUndefined()
  })

  it('asks before it enters the same words again from a form opened anew', async () => {
    const { app, hearing } = await held()
    const { id } = hearing
    must(await enterItems(app, OPERATOR, entry(id, 'screen-1', ['Көпүрө керек.', 'Жарык'])))
    const again = entry(id, 'screen-2', ['Көпүрө  керек', 'Жарык', 'Суу'])
    expect(await enterItems(app, OPERATOR, again)).toMatchObject({
      refusals: [{ code: 'item.again', path: 'again', values: { count: 2 } }],
    })
    expect((await readHearingParts(app, id)).items).toHaveLength(2)
    // The first form once more is no question: nothing of it is new.
    expect(must(await enterItems(app, OPERATOR, entry(id, 'screen-1', ['Көпүрө керек.', 'Жарык'])))).toEqual({ entered: 0 })
    expect(must(await enterItems(app, OPERATOR, { ...again, again: true }))).toEqual({ entered: 3 })
  })

  it('decides many at once from one form, and says which are left', async () => {
    const { app, hearing } = await held()
    const { id } = hearing
    must(await enterItems(app, OPERATOR, entry(id, 'k', ['Көпүрө', 'Жарык', 'Суу'])))
    const [bridge, light, water] = (await readHearingParts(app, id)).items.map(one => one.id)
    const data = new FormData()
    data.set('do', 'decideAll')
    const rows = [
      [bridge, { fate: 'taken', takenInto: 'Жолдор' }],
      [light, { fate: 'taken' }],
      [water, {}],
    ] as const
    for (const [item = '', fields] of rows)
      for (const [name, value] of Object.entries({ item, version: '0', ...fields })) data.set(`rows.${item}.${name}`, value)
    const asked = { id, lang: 'ky', holidays: HOLIDAYS, posted: data } as const
    expect(await workOnHearing(app, OPERATOR, asked)).toMatchObject({
      ...{ state: 'refused', refusals: [{ code: 'decision.where', path: `rows.${light}.takenInto` }] },
    })
    expect((await readHearingParts(app, id)).items.map(one => one.fate)).toEqual(['taken', 'open', 'open'])
    data.delete(`rows.${bridge}.fate`)
    data.set(`rows.${light}.takenInto`, 'Жарык')
    expect(await workOnHearing(app, OPERATOR, asked)).toMatchObject({ state: 'done', count: 1 })
    expect((await readHearingParts(app, id)).items.map(one => one.fate)).toEqual(['taken', 'taken', 'open'])
  })

  it('takes a proposal into a line of its own budget only', async () => {
    const { app, hearing } = await held()
    const elsewhere = await seededPlace(app, '41703220812000')
    const { lineId } = await seededLine(app, elsewhere.id)
    must(await enterItems(app, OPERATOR, entry(hearing.id, 'k', ['Көпүрө'])))
    const [item] = (await readHearingParts(app, hearing.id)).items
    const decide = (more: object) =>
      decideFate(app, OPERATOR, { id: hearing.id, item: item?.id ?? '', version: 0, fate: 'taken', ...more })
    expect(await decide({ budgetLineId: lineId })).toMatchObject({ refusals: [{ code: 'decision.line' }] })
    expect(await decide({})).toMatchObject({ refusals: [{ code: 'decision.where' }] })
    must(await decide({ takenInto: 'Райондун программасы' }))
    must(await removeItem(app, OPERATOR, { id: hearing.id, item: item?.id ?? '' }))
    expect((await readHearingParts(app, hearing.id)).items).toEqual([])
  })

  it('shows drafts to the office alone', async () => {
    const app = await testApp({ now: ANNOUNCED })
    const place = await seededPlace(app)
    const { id } = await seededHearing(app, place, { announced: false })
    expect(must(await readOfficeHearings(app, OPERATOR, place.id)).map(one => one.id)).toEqual([id])
    expect(await readOfficeHearing(app, { kind: 'visitor' }, place.id, id)).toMatchObject({ refusals: [{ code: 'forbidden' }] })
  })
})
