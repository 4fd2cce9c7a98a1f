import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateStore } from '#db/migrate.ts'
import { sessionCookieName } from '#features/identity/sessionCookie.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { projectAnswer, receiptsListAnswer, resultAnswer } from '#features/participatory-budgeting/results/forms/resultAnswers.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { person } from '#tests/support/people.ts'
import { votedCycle } from '#tests/support/results.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
let app: App
let cycle: Cycle
let cookies: readonly string[] = []
const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', ...init })
const text = async (path: string, cookie?: string) => (await get(path, cookie ? { headers: { cookie } } : {})).text()
const office = '/ky/office/ala-buka/pb/voted/count'
const work = (cookie: string, fields: Record<string, string>) =>
  get(office, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: server.url, cookie } })
const api = '/api/v1/cycles/voted'
/** What only the result tells. */
const TELLING = /Долбоор CCC|Тандагандар: 24/u

describe.skipIf(engineMissing())('pages of a result', () => {
  beforeAll(async () => {
    const settings = await freshDatabase({ migrated: false })
    await migrateStore(settings.DATABASE_URL)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    cycle = await votedCycle(app)
    server = await startServer({ ...settings, ASHAR_WORKER: 'off' })
    const people = [
      await person(app, 'one@example.kg', 'commission', cycle.municipalityId),
      await person(app, 'two@example.kg', 'commission', cycle.municipalityId),
      await person(app, 'publisher@example.kg', 'publisher', cycle.municipalityId),
    ]
    cookies = people.map(one => `${sessionCookieName(app.config.siteUrl)}=${one.sessionId}`)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('tell nothing to anybody but the commission until the last signature', async () => {
    const [one = '', two = '', publisher = ''] = cookies
    expect(await text('/ky/pb/voted/results')).toContain('Жыйынтык жарыялана элек')
    const counted = await work(publisher, { do: 'count' })
    expect([counted.status, counted.headers.get('location')]).toEqual([303, `${office}?done=count`])
    const hidden = async () => {
      expect(await text('/ky/pb/voted/results')).not.toMatch(TELLING)
      expect((await get('/ky/pb/voted/results/rounds')).status).toBe(404)
      for (const path of [`${api}/results`, `${api}/receipts`, `${api}.pb?area=voted-1`])
        expect([path, (await get(path)).status]).toEqual([path, 404])
      expect(await text(`${api}/projects`)).not.toContain('"funded"')
      expect(await text(office, publisher)).not.toMatch(TELLING)
    }
    await hidden()
    expect(await text(office, one)).toMatch(TELLING)
    const resultSha256 = /name="resultSha256" value="(\w+)"/.exec(await text(office, one))?.[1] ?? ''
    expect((await work(publisher, { do: 'sign', resultSha256 })).status).toBe(403)
    expect((await work(one, { do: 'sign', resultSha256: '0'.repeat(64) })).status).toBe(409)
    expect((await work(one, { do: 'sign', resultSha256 })).headers.get('location')).toBe(`${office}?done=sign`)
    await hidden()
    expect((await work(one, { do: 'sign', resultSha256 })).status).toBe(422)
    expect((await work(two, { do: 'sign', resultSha256 })).headers.get('location')).toBe(`${office}?done=announced`)
    expect(await text('/ky/pb/voted/results')).toMatch(TELLING)
  })

  it('say what is funded and why the others are not, in three languages, step by step', async () => {
    for (const [lang, missing] of [
      ['ky', 'жетпей калды'],
      ['ru', 'Не хватило'],
      ['en', 'was missing'],
    ] as const) {
      const page = await text(`/${lang}/pb/voted/results`)
      expect(page).toContain(missing)
      expect(page).not.toMatch(/result\.\w+/)
      expect(page).toContain('npm run -s cli -- tally voted-1.pb --rule equal-shares --utility cost --completion add1u --json')
    }
    expect(await text('/ky/pb/voted/results/rounds?pot=voted-1&round=2')).toContain('Долбоор BBB')
    // Who lost is told at the end of the steps too, and what the raised shares were.
    expect(await text('/ru/pb/voted/results/rounds?pot=voted-1')).toMatch(/только числа для счёта[\s\S]+Не хватило/u)
    for (const wrong of ['?round=99', '?round=x', '?pot=other'])
      expect((await get(`/ky/pb/voted/results/rounds${wrong}`)).status).toBe(404)
  })

  it('let anybody compute the hash of the result from what is on the page', async () => {
    const page = await text('/en/pb/voted/results')
    const signed = /printf %s (?:'|&#39;)(.+?)(?:'|&#39;) \| sha256sum/.exec(page)?.[1]?.replaceAll('&quot;', '"') ?? ''
    const hash = createHash('sha256').update(signed).digest('hex')
    expect(page.split(hash).length).toBeGreaterThan(1)
    expect(resultAnswer.parse(await (await get(`${api}/results`)).json()).sha256).toBe(hash)
  })

  it('list the receipts of the box for people, each with its way to be checked', async () => {
    const page = await text('/ru/pb/voted/results/receipts')
    expect(page).not.toMatch(/result\.receipts\.\w+/)
    const { links } = receiptsListAnswer.parse(await (await get(`${api}/receipts`)).json())
    for (const { receipt } of links.slice(0, 100)) expect(page).toContain(`/ru/pb/voted/vote/verify?receipt=${receipt}`)
    expect((await get('/ru/pb/voted/results/receipts?page=99')).status).toBe(404)
  })

  it('are there for programs, with the file that was counted', async () => {
    const result = resultAnswer.parse(await (await get(`${api}/results`)).json())
    expect(result.pots[0]).toMatchObject({ winners: ['CCC', 'BBB'], withheld: false, voters: 40, spent: '90000' })
    const { items } = (await (await get(`${api}/projects`)).json()) as { items: unknown[] }
    expect(items.map(one => projectAnswer.parse(one).funded)).toEqual([false, true, true, true, false])
    const { items: two, next } = (await (await get(`${api}/projects?limit=2`)).json()) as { items: unknown[]; next: string }
    expect([two.length, next]).toEqual([2, 'BBB'])
    expect(receiptsListAnswer.safeParse(await (await get(`${api}/receipts`)).json()).error).toBeUndefined()
    const file = await get(`${api}.pb?area=voted-2`)
    expect([file.status, file.headers.get('content-disposition')]).toEqual([200, 'attachment; filename="voted-2.pb"'])
    expect(await file.text()).toContain('PROJECTS\nproject_id;cost;name\nDDD;70000;')
    expect((await get(`${api}.pb`)).status).toBe(422)
    expect((await get(`${api}.pb?area=nowhere`)).status).toBe(404)
    expect((await get('/api/v1/cycles/none/results')).status).toBe(404)
  })
})
