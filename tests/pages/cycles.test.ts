import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateStore } from '#db/migrate.ts'
import { type App, buildApp } from '#src/app.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { amendCycle } from '#features/participatory-budgeting/cycles/amendCycle.ts'
import { cycleAnswer } from '#features/participatory-budgeting/cycles/forms/cycleAnswer.ts'
import { freezeCycle } from '#features/participatory-budgeting/cycles/freezeCycle.ts'
import { readCycle, readFrozen } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readConfig } from '#platform/config.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { must } from '#tests/support/hearings.ts'
import { until } from '#tests/support/outbox.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const RULES = { ...DEFAULT_RULES, count: { ...DEFAULT_RULES.count, seedSource: 'курс доллара' } }
const PROJECTS = [{ id: 'p1', titles: { ky: '<b>Көпүрө</b>' }, price: 60_000_000 }]

let server: Server
let app: App
let place: Municipality
let cookie = ''
const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', ...init })
const office = (path: string, fields?: Record<string, string>) =>
  get(path, {
    headers: { cookie, origin: server.url },
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  })
const text = async (path: string) => (await get(path)).text()

describe.skipIf(engineMissing())('pages of a cycle', () => {
  beforeAll(async () => {
    const settings = await freshDatabase({ migrated: false })
    await migrateStore(settings.DATABASE_URL)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
    const { sessionId } = await person(app, 'publisher@example.kg', 'publisher', place.id)
    cookie = `${sessionCookieName(server.url)}=${sessionId}`
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('say in three languages how much, what to do now and until when, and are led to from everywhere', async () => {
    const { id } = await seededCycle(app, { phase: 'proposing', rules: RULES })
    for (const lang of ['ky', 'ru', 'en']) {
      for (const part of ['', '/how', '/rules']) {
        const page = await text(`/${lang}/pb/${id}${part}`)
        expect(page).toContain('aria-current="step"')
        expect(page).not.toMatch(/\b(cycle|phase)\.[a-z]+\.?[a-z]*</)
      }
      const start = await text(`/${lang}/pb/${id}`)
      expect(start).toContain(`/${lang}/pb/${id}/proposals/new`)
      for (const from of [`/${lang}/pb`, `/${lang}/`, `/${lang}/m/${place.slug}`])
        expect(await text(from)).toContain(`/${lang}/pb/${id}`)
    }
    expect((await text('/ky/pb?place=no-such-oblast')).includes(id)).toBe(false)
    const calendar = await get(`/ky/pb/${id}/dates.ics`)
    const events = await calendar.text()
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(events).toContain(`UID:cycle-${id}-voting@`)
    expect(events).toContain('DTSTART;VALUE=DATE:')
    const one = cycleAnswer.parse(await (await get(`/api/v1/cycles/${id}`)).json())
    expect(one).toMatchObject({ id, phase: 'proposing', amount: '1000000', frozen: [] })
    const list = (await (await get(`/api/v1/cycles?municipality=${place.slug}&limit=1`)).json()) as { items: unknown[] }
    expect(list.items.map(item => cycleAnswer.parse(item).id)).toEqual([id])
    expect((await get('/api/v1/cycles?municipality=nowhere')).status).toBe(422)
  })

  it('keep drafts from everybody', async () => {
    const { id } = await seededCycle(app, { id: 'draft-2027', state: 'draft' })
    for (const path of ['', '/how', '/rules', '/dates.ics']) expect((await get(`/ky/pb/${id}${path}`)).status, path).toBe(404)
    expect((await get(`/api/v1/cycles/${id}`)).status).toBe(404)
    expect(await text('/ky/pb')).not.toContain(id)
    expect((await get(`/ky/office/${place.slug}/pb/${id}`)).status).toBe(303)
  })

  it('publish what was frozen byte for byte, and say on every page that it was amended', async () => {
    const { id } = await seededCycle(app, { id: 'frozen-2026', phase: 'voting', rules: RULES })
    must(await app.store.write(tx => freezeCycle(app, tx, { cycle: { id }, projects: PROJECTS })))
    const [first] = await readFrozen(app, id)
    const bytes = Buffer.from(await (await get(`/ky/pb/${id}/frozen-1.json`)).arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first?.sha256)
    const rules = await text(`/ky/pb/${id}/rules`)
    expect(rules).toContain(first?.sha256)
    expect(rules).not.toContain('<b>Көпүрө')
    expect((await get(`/ky/pb/${id}/frozen-2.json`)).status).toBe(404)
    const change = { part: 'rules', rules: { ...RULES, vote: { ...RULES.vote, minAge: 18 } } } as const
    must(await amendCycle(app, OPERATOR, { id, version: 0, reason: 'кеңештин токтому №7', change }))
    for (const part of ['', '/how', '/rules']) {
      const seen = (page: string) => page.includes('кеңештин токтому №7')
      expect(await until(() => text(`/ky/pb/${id}${part}`), seen, 10_000)).toContain('кеңештин токтому №7')
    }
    expect(await text(`/ky/pb/${id}/rules`)).toMatch(/<del>.*16.*<\/del>\s*<ins>.*18.*<\/ins>/s)
  })

  it('let the office make one in minutes, keep what was typed where it is refused, and announce it', async () => {
    const list = `/ky/office/${place.slug}/pb`
    expect((await get(list)).status).toBe(303)
    const refused = await office(list, { budgetYear: '2031', amount: 'көп' })
    expect([refused.status, (await refused.text()).includes('көп')]).toEqual([422, true])
    const made = await office(list, { budgetYear: '2031', amount: '3 млн' })
    const start = made.headers.get('location') ?? ''
    expect([made.status, start]).toEqual([303, `/ky/office/${place.slug}/pb/${place.slug}-2031`])
    const id = `${place.slug}-2031`
    expect(await (await office(start)).text()).toContain('/edit#rules')
    const edit = `${start}/edit`
    const typed = {
      ...{ do: 'rules', version: '0', proposeWho: 'residents', minAge: '16', 'channels[]': 'code', ballotType: 'approval' },
      ...{ approvalMax: '3', countRule: 'equal-shares', leastEntitled: '100', leastBallots: '30', leastCell: '10' },
      ...{ objectionDays: '10', signatures: '2' },
    }
    const wrong = await office(edit, { ...typed, signatures: 'эки', seedSource: 'доллардын курсу' })
    expect([wrong.status, (await wrong.text()).includes('доллардын курсу')]).toEqual([422, true])
    expect((await office(edit, { ...typed, seedSource: 'доллардын курсу' })).status).toBe(303)
    const late = await office(edit, { do: 'about', version: '0', titleKy: 'Менин аталышым' })
    expect([late.status, (await late.text()).includes('Менин аталышым')]).toEqual([409, true])
    expect(await (await office(start)).text()).toContain('value="publish"')
    expect((await office(start, { do: 'publish', version: '1' })).status).toBe(303)
    expect((await readCycle(app, id))?.state).toBe('published')
    expect((await get(`/ky/pb/${id}`)).status).toBe(200)
    const silent = await office(edit, { do: 'about', version: '2', titleKy: 'Жаңы' })
    expect(silent.status).toBe(422)
    expect((await office(start, { do: 'cancel', version: '2', reason: 'акча жок' })).status).toBe(303)
    expect(
      await until(
        () => text(`/ky/pb/${id}`),
        page => page.includes('акча жок'),
        10_000,
      ),
    ).toContain('акча жок')
  })
})
