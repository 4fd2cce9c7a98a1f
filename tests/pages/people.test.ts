import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notice } from '#db/schema/notices.ts'
import { inviteToRole } from '#features/identity/inviteToRole.ts'
import { OPERATOR, type Role } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { rolePlaceOf } from '#features/municipalities/readRolePlace.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { ALA_BUKA, BARPY, seededPlace } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { PASSWORD, person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let app: App
let server: Server
let place: Awaited<ReturnType<typeof seededPlace>>
let there: Awaited<ReturnType<typeof seededPlace>>
let people = 0

/** A browser in which somebody with this role is signed in. */
async function signedIn(role: Role, unitId?: string) {
  const one = await person(app, `${role}-${(people += 1)}@ashar.example`, role, unitId, true)
  const browser = jar(server.url)
  browser.cookies.set('ashar_session', one.sessionId)
  return { ...browser, ...one }
}
const mailsTo = async (email: string) => (await app.store.read.select().from(notice)).filter(row => row.to === email)
const linkTo = async (email: string) => new URL(String((await mailsTo(email)).at(-1)?.values?.url)).pathname

describe.skipIf(engineMissing())('the pages of people', () => {
  beforeAll(async () => {
    // No worker: mail waits where the test reads it.
    const settings = { ...(await freshDatabase()), ASHAR_DEMO: '1', ASHAR_WORKER: 'off' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app, ALA_BUKA)
    there = await seededPlace(app, BARPY)
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('lets a publisher invite a colleague, who lands in their office and sees the page without its forms', async () => {
    const head = await signedIn('publisher', place.id)
    const path = `/ru/office/${place.slug}/people`
    const empty = await head.post(path, { do: 'invite', role: 'editor', language: 'ky', email: 'not an address' })
    const again = await empty.text()
    expect(empty.status).toBe(422)
    expect(again).toContain('value="not an address"')
    expect(again).toContain('Напишите адрес так')
    const asel = { do: 'invite', role: 'editor', name: 'Асель Эсенова', email: 'Asel@ala-buka.example', language: 'ky' }
    const sent = await head.post(path, asel)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}?done=invited`])
    const list = await (await head.get(`${path}?done=invited`)).text()
    expect(list).toContain('Приглашение отправлено')
    expect(list).toContain('Асель Эсенова')
    expect(list).toContain('приглашение действует до')
    expect(await (await head.get(`${path}?done=<script>`)).text()).not.toContain('<script>alert')

    const link = await linkTo('asel@ala-buka.example')
    const hers = jar(server.url)
    const inside = await hers.post(link, { password: PASSWORD })
    expect([inside.status, inside.headers.get('location')]).toEqual([303, '/ky/office'])
    expect((await hers.get('/ky/office')).headers.get('location')).toBe(`/ky/office/${place.slug}`)
    const page = await hers.get(path)
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(text).toContain('Асель Эсенова')
    expect(text).not.toContain('name="do"')
    expect(text).toMatch(/href="\/ru\/office"/)
    expect(text).not.toContain('href="/ru/desk"')
    expect((await hers.post(path, asel)).status).toBe(403)
    expect((await hers.get('/ky/desk')).status).toBe(403)
    expect((await hers.get('/ky/desk/people')).status).toBe(403)
  })

  it('keeps them from everybody else', async () => {
    const path = `/ky/office/${place.slug}/people`
    const visitor = await jar(server.url).get(path)
    expect([visitor.status, visitor.headers.get('location')]).toEqual([303, `/ky/sign-in?next=${encodeURIComponent(path)}`])
    const other = await signedIn('publisher', there.id)
    expect((await other.get(path)).status).toBe(403)
    const dpi = await signedIn('dpi')
    expect((await dpi.get(path)).status).toBe(403)
    expect((await dpi.get('/ky/desk/people')).status).toBe(403)
    expect((await dpi.get('/ky/office/nowhere/people')).status).toBe(404)
    const head = await signedIn('publisher', place.id)
    const stranger = { do: 'invite', role: 'admin', name: 'X', email: 'x@x.example', language: 'ky' }
    expect((await head.post(path, stranger)).status).toBe(403)
    expect(await mailsTo('x@x.example')).toEqual([])
    const byId = await head.get(`/ky/office/${place.id}/people`)
    expect([byId.status, byId.headers.get('location')]).toEqual([301, path])
  })

  it('takes a role back with a reason only, and opens the fold of whom it was refused for', async () => {
    const head = await signedIn('publisher', place.id)
    const leaving = await signedIn('editor', place.id)
    const path = `/ru/office/${place.slug}/people`
    const form = { do: 'takeBack', accountId: leaving.accountId, role: 'editor' }
    const without = await head.post(path, form)
    const page = await without.text()
    expect(without.status).toBe(422)
    expect(page).toContain(`href="#field-reason-${leaving.accountId}-editor-"`)
    expect(page).toMatch(new RegExp(`<details open[^>]*>(?:(?!</details>).)*${leaving.accountId}`, 's'))
    expect((await leaving.get(path)).status).toBe(200)
    expect((await head.post(path, { ...form, reason: 'другая работа' })).status).toBe(303)
    expect((await leaving.get(path)).status).toBe(403)
  })

  it('renews an invitation, and tells who holds an old link how to get a new one', async () => {
    const head = await signedIn('publisher', there.id)
    const path = `/en/office/${there.slug}/people`
    const given = await inviteToRole(
      app,
      OPERATOR,
      { email: 'late@barpy.example', name: 'Late', language: 'en', role: 'editor' },
      rolePlaceOf(there),
    )
    if (!given.ok || !given.value.link) throw new Error('refused')
    const old = `/en/link/${given.value.link.token}`
    const renewed = await head.post(path, { do: 'renew', accountId: given.value.accountId, role: 'editor' })
    expect(renewed.headers.get('location')).toBe(`${path}?done=renewed`)
    const over = await jar(server.url).get(old)
    expect([over.status, await over.text()]).toEqual([410, expect.stringContaining('href="/en/sign-in/lost"')])
    expect((await jar(server.url).get(await linkTo('late@barpy.example'))).status).toBe(200)
  })

  it("gives the desk's people to DPI's administrator, and every role to the portal's", async () => {
    const chief = await signedIn('dpi-admin')
    const dpi = await (await chief.get('/ru/desk/people')).text()
    for (const role of ['moderator', 'dpi', 'dpi-admin']) expect(dpi).toContain(`value="${role}"`)
    for (const role of ['agency', 'branch', 'admin']) expect(dpi).not.toContain(`value="${role}"`)
    const post = (fields: object) =>
      chief.post('/ru/desk/people', {
        do: 'invite',
        name: 'Y',
        email: 'y@dpi.example',
        language: 'ru',
        role: 'moderator',
        ...fields,
      })
    expect((await post({ role: 'admin' })).status).toBe(403)
    expect((await post({})).headers.get('location')).toBe('/ru/desk/people?done=invited')

    const admin = await signedIn('admin')
    const branch = { do: 'invite', name: 'Z', email: 'z@agency.example', language: 'ru', role: 'branch' }
    const without = await admin.post('/ru/desk/people', branch)
    expect([without.status, await without.text()]).toEqual([422, expect.stringContaining('укажите её')])
    const nowhere = await admin.post('/ru/desk/people', { ...branch, place: 'nowhere' })
    expect([nowhere.status, await nowhere.text()]).toEqual([422, expect.stringContaining('Такое место не найдено')])
    const oblast = await readUnit(app, 'jalal-abad-oblast')
    expect((await admin.post('/ru/desk/people', { ...branch, place: oblast?.id ?? '' })).status).toBe(303)
    const all = await (await admin.get('/ru/desk/people?q=Ала-Бука')).text()
    expect(all).toContain(`href="/ru/office/${place.slug}/people"`)
    expect(all).toContain('Джалал-Абадская область')
    expect((await admin.get(`/ru/office/${place.slug}/people`)).status).toBe(200)
  })

  it('shows each role its own parts of the desk', async () => {
    const tabs = async (role: Role) => {
      const browser = await signedIn(role)
      const page = await browser.get(role === 'agency' ? '/en/desk/totals' : '/en/desk')
      const nav = /<nav class="desk-tabs".*?<\/nav>/s.exec(await page.text())?.[0] ?? ''
      return [...nav.matchAll(/href="\/en\/desk\/?(\w*)"/g)].map(match => match[1] || 'queue')
    }
    expect(await tabs('moderator')).toEqual(['queue'])
    expect(await tabs('agency')).toEqual(['totals'])
    expect(await tabs('dpi')).toEqual(['queue', 'totals', 'practices', 'deliveries'])
    expect(await tabs('dpi-admin')).toEqual(['queue', 'totals', 'practices', 'deliveries', 'people'])
    const agency = await signedIn('agency')
    expect((await agency.get('/ky/desk')).headers.get('location')).toBe('/ky/desk/totals')
    expect((await agency.get('/ky/desk/totals.csv')).status).toBe(403)
    const front = await (await agency.get('/ky/')).text()
    expect(front).toContain('href="/ky/desk/totals"')
    expect(front).toContain('href="/ky/office"')
    expect(front).toContain('href="/ky/account"')
    expect(await (await jar(server.url).get('/ky/')).text()).not.toMatch(/href="\/ky\/(desk|office|account)/)
  })

  it('opens to the branch of an oblast the offices of its municipalities, and no others', async () => {
    const oblast = await readUnit(app, 'jalal-abad-oblast')
    const branch = await signedIn('branch', oblast?.id)
    expect((await branch.get(`/ky/office/${place.slug}`)).status).toBe(200)
    const page = await branch.get(`/ky/office/${place.slug}/people`)
    expect([page.status, await page.text()]).toEqual([200, expect.not.stringContaining('name="do"')])
    const far = (await readMunicipality(app, 'osh-city')) ?? (await readMunicipality(app, 'karakol'))
    expect(far).toBeDefined()
    expect((await branch.get(`/ky/office/${far?.slug}`)).status).toBe(403)
  })
})

describe.skipIf(engineMissing())('a lost password', () => {
  beforeAll(async () => {
    const settings = { ...(await freshDatabase()), ASHAR_WORKER: 'off' }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('is renewed without an administrator, and a stranger learns nothing', async () => {
    await person(app, 'aigul@dpi.example', 'dpi')
    const browser = jar(server.url)
    expect(await (await browser.get('/ky/sign-in')).text()).toContain('href="/ky/sign-in/lost"')
    const answers = []
    for (const email of ['aigul@dpi.example', 'nobody@dpi.example']) {
      const asked = await browser.post('/ky/sign-in/lost', { email })
      answers.push([asked.status, asked.headers.get('location'), await asked.text()])
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.slice(0, 2)).toEqual([303, '/ky/sign-in/lost?sent'])
    expect(await (await browser.get('/ky/sign-in/lost?sent')).text()).toContain('Катты күтүңүз')
    expect(await mailsTo('nobody@dpi.example')).toEqual([])
    const set = await browser.post(await linkTo('aigul@dpi.example'), { password: 'башка сырсөз ойлодум' })
    expect([set.status, set.headers.get('location')]).toEqual([303, '/ky/desk'])
    const bad = await browser.post('/ru/sign-in/lost', { email: 'nothing' })
    expect([bad.status, await bad.text()]).toEqual([422, expect.stringContaining('value="nothing"')])
  })

  it('is asked for ten times an hour at most', async () => {
    const browser = jar(server.url)
    let last = 303
    for (let n = 0; n < 11 && last === 303; n += 1)
      last = (await browser.post('/ky/sign-in/lost', { email: `n${n}@x.example` })).status
    expect(last).toBe(429)
  })
})
