import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notice } from '#db/schema/notices.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { colleague, PASSWORD } from '#tests/support/colleague.ts'
import { jar } from '#tests/support/jar.ts'
import { type EidPeer, freePort, startEidPeer, throughEid } from '#tests/support/oidcProvider.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { wholeStore } from '#tests/support/wholeStore.ts'

const [AIGUL, BAKYT] = ['aigul@dpi.example', 'bakyt@dpi.example']
const PIN = '20101199012345'
let app: App
let server: Server
let peer: EidPeer
type Jar = ReturnType<typeof jar>

const enter = async (email: string) => {
  const browser = jar(server.url)
  expect((await browser.post('/ru/sign-in', { email, password: PASSWORD })).status).toBe(303)
  return browser
}
/** Presses an eID button and goes to the provider; the address that it sends the browser back to. */
async function away(browser: Jar, fields: Record<string, string> = {}): Promise<string> {
  const page = await browser.post('/ru/sign-in/eid', fields)
  expect(page.status).toBe(200)
  const to = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const back = await throughEid(to.replaceAll('&amp;', '&').replaceAll('&#38;', '&'), peer.issuer)
  expect(back.origin).toBe(server.url)
  return back.pathname + back.search
}

describe.skipIf(engineMissing())('signing in with an eID', () => {
  beforeAll(async () => {
    const [settings, port] = [await freshDatabase(), await freePort()]
    const SITE_URL = `http://127.0.0.1:${port}`
    peer = await startEidPeer(`${SITE_URL}/eid/callback`)
    peer.person = PIN
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    server = await startServer({ ...settings, ...peer.env, SITE_URL, PORT: String(port), LOG_LEVEL: 'trace' })
    await colleague(app, AIGUL, 'dpi')
    await colleague(app, BAKYT, 'admin')
  })
  afterAll(async () => {
    await server?.stop()
    await peer?.stop()
    await app?.close()
  })

  it('needs a link from the account page first, says how, and opens a session from then on', async () => {
    const stranger = jar(server.url)
    expect(await (await stranger.get('/ru/sign-in')).text()).toContain('Войти с eID')
    const unlinked = await stranger.get(await away(stranger))
    expect([unlinked.status, await unlinked.text()]).toEqual([403, expect.stringContaining('не привязан ни к одной')])

    const aigul = await enter(AIGUL)
    expect(await (await aigul.get('/ru/account')).text()).toContain('Привязать eID')
    // Whoever finds the screen open must not let in an eID of their own.
    for (const eidPassword of ['', 'башка сырсөз болчу']) {
      const refused = await aigul.post('/ru/sign-in/eid', { for: 'link', eidPassword })
      expect([refused.status, await refused.text()]).toEqual([422, expect.not.stringContaining('http-equiv="refresh"')])
    }
    const linked = await aigul.get(await away(aigul, { for: 'link', eidPassword: PASSWORD }))
    expect([linked.status, linked.headers.get('location')]).toEqual([303, '/ru/account?done=eid'])

    const phone = jar(server.url)
    const inside = await phone.get(await away(phone, { next: '/ru/desk/totals' }))
    expect([inside.status, inside.headers.get('location')]).toEqual([303, '/ru/desk/totals'])
    expect((await phone.get('/ru/desk/totals')).status).toBe(200)
    const [mail, ...others] = await app.store.read.select().from(notice)
    expect(others).toEqual([])
    expect(mail?.template).toBe('accountChanged')
    expect(inside.headers.getSetCookie().find(one => one.startsWith('ashar_eid='))).toMatch(/Expires=Thu, 01 Jan 1970/)
    const bent = jar(server.url)
    expect((await bent.get(await away(bent, { next: '//evil.example' }))).headers.get('location')).toBe('/ru/desk')

    expect((await aigul.post('/ru/account', { do: 'unlinkEid' })).headers.get('location')).toBe('/ru/account?done=eidOff')
    const gone = jar(server.url)
    expect((await gone.get(await away(gone))).status).toBe(403)
  })

  it('says clearly what went wrong, in the language it was begun in', async () => {
    const browser = jar(server.url)
    peer.person = 'cancel'
    const cancelled = await browser.get(await away(browser))
    expect([cancelled.status, await cancelled.text()]).toEqual([400, expect.stringContaining('Вы отменили вход')])
    peer.person = PIN
    const back = await away(browser)
    const stranger = jar(server.url)
    const late = await stranger.get(back)
    expect([late.status, await late.text()]).toEqual([400, expect.stringContaining('мөөнөтү өттү')])
    const answered = await browser.get(back)
    expect(answered.status).toBe(403)
    expect([(await browser.get(back)).status]).toEqual([400])
    const two = jar(server.url)
    const first = await away(two)
    await away(two)
    expect(await (await two.get(first)).text()).toContain('Ответ не от той попытки')
    peer.broken = true
    const back2 = first
    const down = await two.get(back2)
    expect(down.status).toBe(400)
    peer.broken = false
    expect((await stranger.get('/eid/callback')).status).toBe(400)
    expect((await stranger.get('/ru/sign-in/eid')).headers.get('location')).toBe('/ru/sign-in')
  })

  it('links nothing to who was not the one that asked', async () => {
    const aigul = await enter(AIGUL)
    const back = await away(aigul, { for: 'link', eidPassword: PASSWORD })
    // Signed out meanwhile, in another tab.
    await aigul.post('/ru/sign-out', {})
    const answer = await aigul.get(back)
    expect(answer.status).toBe(403)
    expect((await jar(server.url).post('/ru/sign-in/eid', { for: 'link' })).headers.get('location')).toBe(
      '/ru/sign-in?next=%2Fru%2Faccount',
    )
  })

  it('leaves no trace of the personal number, in the store or in the logs', async () => {
    const aigul = await enter(AIGUL)
    await aigul.get(await away(aigul, { for: 'link', eidPassword: PASSWORD }))
    const phone = jar(server.url)
    await phone.get(await away(phone))
    const found = await wholeStore(server.env.DATABASE_URL ?? '')
    expect(found).toContain(AIGUL)
    expect(found).toContain('eid.linked')
    for (const text of [found, server.output()]) {
      expect(text).not.toContain(PIN)
      expect(text).not.toContain('Nobody Must Know')
    }
  })
})
