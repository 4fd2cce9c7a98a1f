import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateStore } from '#db/migrate.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { readProject } from '#features/participatory-budgeting/implementation/readProject.ts'
import { finishProject } from '#features/participatory-budgeting/implementation/tellNews.ts'
import { readConfig } from '#platform/config.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { until } from '#tests/support/outbox.ts'
import { seededCycle } from '#tests/support/pbCycle.ts'
import { person } from '#tests/support/people.ts'
import { seededProject } from '#tests/support/projects.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { photograph } from '#tests/support/uploads.ts'

let server: Server
let app: App
let place: Municipality
let cycle: Cycle
const office = (id = '') => `/ky/office/${place.slug}/pb/${cycle.id}/projects${id && `/${id}`}`
const open = (id = '') => `/ky/pb/${cycle.id}/projects${id && `/${id}`}`

describe.skipIf(engineMissing())('pages of winning projects', () => {
  let cookie: string
  const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', ...init })
  const post = (path: string, fields: readonly (readonly [string, string])[], more: Record<string, string> = {}) =>
    get(path, {
      ...{ method: 'POST', body: new URLSearchParams(fields as [string, string][]) },
      headers: { origin: server.url, ...more },
    })
  const textOf = async (id: string) => (await get(open(id))).text()
  const work = (fields: readonly (readonly [string, string])[]) => post(office('aaa'), fields, { cookie })
  beforeAll(async () => {
    const settings = await freshDatabase({ migrated: false })
    await migrateStore(settings.DATABASE_URL)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    cycle = await seededCycle(app, { place: place.slug, phase: 'implementation' })
    for (const id of ['aaa', 'bbb']) await seededProject(app, cycle, id)
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
    const { sessionId } = await person(app, 'editor@example.kg', 'editor', place.id)
    cookie = `${sessionCookieName(app.config.siteUrl)}=${sessionId}`
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('show residents every winner, and nothing of other cycles', async () => {
    const list = await (await get(open())).text()
    expect([list.includes('Сунуш aaa'), list.includes('Сунуш bbb')]).toEqual([true, true])
    expect((await get(open('aaa'))).status).toBe(200)
    expect((await get(open('none'))).status).toBe(404)
    expect((await get(`/ky/pb/none/projects/aaa`)).status).toBe(404)
    const shut = await get(office('aaa'))
    expect([shut.status, shut.headers.get('location')?.includes('sign-in')]).toEqual([303, true])
  })

  it('take the office’s work and show it at once', async () => {
    const nameless = await work([['do', 'stages'], ['version', '0'], ['stages.0.plannedCost', '10']]) // prettier-ignore
    expect([nameless.status, (await nameless.text()).includes('#field-stages-0-name')]).toEqual([422, true])
    const bad = await work([['do', 'stages'], ['version', '0'], ['stages.1.name', 'Куруу'], ['stages.1.plannedTo', 'кечээ']]) // prettier-ignore
    expect([bad.status, (await bad.text()).includes('#field-stages-1-plannedTo')]).toEqual([422, true])
    expect((await work([['do', 'stages'], ['version', '0'], ['stages.0.name', 'Пайдубал'], ['stages.0.plannedTo', '2020-01-01'], ['stages.0.plannedCost', '100 миң']])).status).toBe(303) // prettier-ignore
    const late = await work([
      ['do', 'stages'],
      ['version', '0'],
      ['stages.0.name', 'Меники'],
    ])
    expect([late.status, (await late.text()).includes('value="Меники"')]).toEqual([409, true])
    const delay = [['do', 'news'], ['version', '1'], ['kind', 'delay'], ['text', 'Тендер кайра жарыяланды']] as const // prettier-ignore
    const open1 = await work(delay)
    expect([open1.status, (await open1.text()).includes('#field-newsDay')]).toEqual([422, true])
    expect((await work([...delay, ['newsDay', '2099-05-01']])).status).toBe(303)
    const signed = [['do', 'contract'], ['version', '2'], ['contractor', 'ЖЧК «Көпүрө»'], ['subject', 'Курулуш'], ['amount', '90 000'], ['signedOn', '2026-01-05']] as const // prettier-ignore
    expect((await work([...signed, ['tenderUrl', 'javascript:alert(1)']])).status).toBe(422)
    expect((await work([...signed, ['tenderUrl', 'https://zakupki.example.kg/1']])).status).toBe(303)
    const form = new FormData()
    for (const [name, value] of [['do', 'picture'], ['version', '3'], ['of', 'before'], ['title', 'Эски көпүрө']] as const) form.set(name, value) // prettier-ignore
    form.set('file', new File([new Uint8Array(await photograph())], 'a.jpg'))
    expect((await get(office('aaa'), { method: 'POST', body: form, headers: { origin: server.url, cookie } })).status).toBe(303)
    await until(
      () => textOf('aaa'),
      page => page.includes('Эски көпүрө'),
      10_000,
    )
    const page = await (await get(open('aaa'))).text()
    for (const word of ['Пайдубал', 'Кечигүүдө', 'Тендер кайра жарыяланды', 'ЖЧК «Көпүрө»', 'https://zakupki.example.kg/1'])
      expect(page, word).toContain(word)
    expect(page).not.toContain('name="answer"')
  })

  it('let a resident say once whether it is done, without a script', async () => {
    const answer = (fields: readonly (readonly [string, string])[], kept = '') =>
      post(open('bbb'), fields, kept ? { cookie: kept } : {})
    expect((await answer([['answer', 'yes']])).status).toBe(422)
    await finishProject(app, OPERATOR, { id: 'bbb', version: 0, finishedOn: dateInBishkek(app.now()) })
    await until(
      () => textOf('bbb'),
      page => page.includes('name="answer"'),
      10_000,
    )
    const none = await answer([['note', 'Сөзүм']])
    const shown = await none.text()
    expect([none.status, shown.includes('#field-answer'), shown.includes('Сөзүм')]).toEqual([422, true, true])
    const first = await answer([['answer', 'no'], ['note', 'Эшик жок']]) // prettier-ignore
    const kept = first.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect([first.status, kept.startsWith('ashar_supporter=')]).toEqual([303, true])
    expect((await answer([['answer', 'yes']], kept)).status).toBe(303)
    expect((await answer([['answer', 'partly']])).status).toBe(303)
    expect((await answer([['answer', 'partly']], 'ashar_supporter=made.up')).status).toBe(303)
    expect((await readProject(app, 'bbb'))?.confirmations).toMatchObject({ n: 3, counts: { yes: 1, partly: 2, no: 0 } })
    await until(
      () => textOf('bbb'),
      page => page.includes('3 жооп'),
      10_000,
    )
    expect(await (await get(open('bbb'))).text()).not.toContain('Эшик жок')
  })
})
