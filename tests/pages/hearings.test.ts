import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, type App } from '#src/app.ts'
import { migrateStore } from '#db/migrate.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import { hearingAnswer } from '#features/hearings/forms/hearingAnswer.ts'
import { decideFate } from '#features/hearings/decideFate.ts'
import { enterItems } from '#features/hearings/enterItems.ts'
import { readHearingParts } from '#features/hearings/readHearing.ts'
import { publishResults } from '#features/hearings/publishResults.ts'
import { recordAttendance } from '#features/hearings/recordAttendance.ts'
import { saveMinutes } from '#features/hearings/saveMinutes.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { readConfig } from '#platform/config.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { entry, must, seededHearing } from '#tests/support/hearings.ts'
import { until } from '#tests/support/outbox.ts'
import { person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
let app: App
let place: Municipality
const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', ...init })
const post = (path: string, fields: Record<string, string>) =>
  get(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: server.url } })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
const day = (at: Date) => at.toISOString().slice(0, 10)

describe.skipIf(engineMissing())('pages of hearings', () => {
  beforeAll(async () => {
    const settings = await freshDatabase({ migrated: false })
    await migrateStore(settings.DATABASE_URL)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('show when and where, in three languages, with calendar, poster and print view', async () => {
    const hearing = await seededHearing(app, place, { date: day(inDays(20)) })
    const page = `/m/${place.slug}/hearings/${hearing.id}`
    for (const lang of ['ky', 'ru', 'en']) {
      const text = await (await get(`/${lang}${page}`)).text()
      expect(text).toContain('14:00–16:00')
      expect(text).toContain('Маданият үйү')
      expect(text.replaceAll('&#38;', '&').replaceAll('&amp;', '&')).toContain(`/${lang}/m/${place.slug}/feedback?about=hearing&id=${hearing.id}`) // prettier-ignore
    }
    const calendar = await get(`/ky${page}/event.ics`)
    expect([calendar.status, calendar.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    for (const feed of ['/feeds/hearings.ics', `/feeds/m/${place.slug}/hearings.ics`]) {
      const text = await (await get(feed)).text()
      expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2\.0\r\n/)
      expect(text).toContain(`UID:hearing-${hearing.id}@`)
      expect(text.trimEnd().endsWith('END:VCALENDAR')).toBe(true)
    }
    const poster = await get(`/ky${page}/poster.pdf`)
    const pdf = Buffer.from(await poster.arrayBuffer())
    expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const plain = pdf.toString('latin1')
    expect(plain.match(/\/FontName \/\w+\+GolosText/g)?.length).toBeGreaterThanOrEqual(3)
    expect(plain.match(/\/Type \/Page\b/g)).toHaveLength(1)
    expect(pdf.length).toBeLessThan(100_000)
    expect(await (await get(`/ru${page}/poster`)).text()).toContain('<svg')
    expect(await (await get('/ky/hearings')).text()).toContain(hearing.id)
    expect(await (await get(`/ky/m/${place.slug}/hearings`)).text()).toContain(hearing.id)
    expect((await get(`/ky/m/barpy/hearings/${hearing.id}`)).status).toBe(404)
  })

  it('keep drafts from everybody', async () => {
    const draft = await seededHearing(app, place, { date: day(inDays(30)), announced: false })
    const page = `/ky/m/${place.slug}/hearings/${draft.id}`
    for (const path of [page, `${page}/poster`, `${page}/poster.pdf`, `${page}/event.ics`, `/api/v1/hearings/${draft.id}`])
      expect((await get(path)).status, path).toBe(404)
    expect(await (await get('/feeds/hearings.ics')).text()).not.toContain(draft.id)
  })

  it('take an address to remind, and refuse what is none with what was typed', async () => {
    const hearing = await seededHearing(app, place, { date: day(inDays(21)) })
    const page = `/ky/m/${place.slug}/hearings/${hearing.id}`
    const refused = await post(page, { email: 'айгүл' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('айгүл')
    const taken = await post(page, { email: 'aigul@example.kg' })
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `${page}?reminder=asked`])
    expect((await post(page, { do: 'confirm', token: 'x'.repeat(32) })).status).toBe(422)
  })

  it('tell what a hearing came to, and the API the same', async () => {
    const early: App = { ...app, now: () => inDays(-40) }
    const hearing = await seededHearing(early, place, { date: day(inDays(-20)) })
    const { id } = hearing
    must(await enterItems(app, OPERATOR, entry(id, 'k', ['Көпүрө керек', '<script>alert(1)</script>'])))
    must(await recordAttendance(app, OPERATOR, { id, version: 0, rows: [{ village: 'Ала-Бука', women: 25, men: 46 }] }))
    must(await saveMinutes(app, OPERATOR, { id, version: 0, minutes: '# Протокол\n\n<b>жок</b>' }))
    const page = `/ky/m/${place.slug}/hearings/${id}`
    expect(await (await get(page)).text()).not.toContain('Көпүрө керек')
    for (const item of (await readHearingParts(app, id)).items)
      must(await decideFate(app, OPERATOR, { id, item: item.id, version: 0, fate: 'taken', takenInto: 'Жолдор' }))
    must(await publishResults(app, OPERATOR, { id, version: hearing.version }))
    // Another process hears of the change a moment later.
    const text = await until(
      async () => (await get(page)).text(),
      seen => seen.includes('Көпүрө керек'),
      10_000,
    )
    expect(text).toContain('71')
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<b>жок</b>')
    const one = hearingAnswer.parse(await (await get(`/api/v1/hearings/${id}`)).json())
    expect(one.results).toMatchObject({ participants: 71, women: 25, proposals: 2, taken: 2 })
    const list = (await (await get(`/api/v1/hearings?municipality=${place.slug}&when=past`)).json()) as { items: unknown[] }
    expect(list.items.map(item => hearingAnswer.parse(item).id)).toEqual([id])
    expect((await get('/api/v1/hearings?municipality=nowhere')).status).toBe(422)
    expect((await get('/api/v1/hearings?kind=x&when=y')).status).toBe(422)
    expect(await (await get('/ky/hearings?by=quarter')).text()).toContain('71')
  })

  it('let an office prepare, announce and enter from paper without a script', async () => {
    const { sessionId } = await person(app, 'publisher@example.kg', 'publisher', place.id)
    const cookie = `${sessionCookieName(app.config.siteUrl)}=${sessionId}`
    const work = (path: string, fields: Record<string, string>) =>
      get(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: server.url, cookie } })
    const office = `/ky/office/${place.slug}/hearings`
    const typed = { kind: 'execution', date: day(inDays(30)), time: '10.30', venue: 'Мектеп' }
    const refused = await work(office, { ...typed, time: '25' })
    expect([refused.status, (await refused.text()).includes('Мектеп')]).toEqual([422, true])
    const made = await work(office, typed)
    expect(made.status).toBe(303)
    const page = made.headers.get('location') ?? ''
    expect(await (await get(page, { headers: { cookie } })).text()).toContain('value="announce"')
    const words = { titleKy: 'Жаңы аталыш', date: day(inDays(2)), time: '11.00', venue: 'Клуб' }
    const soon = await work(page, { do: 'announce', version: '0', ...words })
    const asking = await soon.text()
    expect([soon.status, asking.includes('name="confirmed"'), asking.includes('Жаңы аталыш')]).toEqual([422, true, true])
    const announced = { do: 'announce', version: '1', ...words, date: day(inDays(30)), leadKy: 'Келиңиз' }
    expect((await work(page, announced)).status).toBe(303)
    expect(await (await get(page, { headers: { cookie } })).text()).toContain('Келиңиз')
    expect(await (await get(page, { headers: { cookie } })).text()).toContain('wa.me')
    const rows = { 'rows.0.kind': 'proposal', 'rows.0.text': 'Биринчи', 'rows.3.kind': 'question', 'rows.3.text': 'Экинчи', 'rows.5.kind': 'proposal' } // prettier-ignore
    const paper = { do: 'enter', entry: 'screen-0001', channel: 'paper', language: 'ky', ...rows }
    const entered = await work(`${page}/items`, paper)
    expect([entered.status, entered.headers.get('location')]).toEqual([303, `${page}/items?done=enter&count=2`])
    expect((await work(`${page}/items`, paper)).headers.get('location')).toContain('count=0')
    const wrong = await work(`${page}/items`, { ...paper, entry: 'screen-0002', 'rows.0.kind': 'арыз' })
    expect([wrong.status, (await wrong.text()).includes('Экинчи')]).toEqual([422, true])
    const saved = { do: 'save', titleKy: 'Менин аталышым', version: '0' }
    const conflict = await work(page, saved)
    expect([conflict.status, (await conflict.text()).includes('Менин аталышым')]).toEqual([409, true])
    expect((await get(page)).status).toBe(303)
    expect((await get(`${office}/items.xlsx`)).headers.get('content-type')).toContain('spreadsheetml')
  })
})
