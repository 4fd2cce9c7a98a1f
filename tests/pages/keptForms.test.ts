import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { session } from '#db/schema/identity.ts'
import { keptForm } from '#db/schema/signIn.ts'
import { forgetOver } from '#features/identity/forgetOver.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { colleague, PASSWORD } from '#tests/support/colleague.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const [AIGUL, BAKYT] = ['aigul@dpi.example', 'bakyt@dpi.example']
const TEXT = 'Кат басмага даяр: "ашар" <b>менен</b> & 2026.\nЭкинчи сап.'
let app: App
let server: Server
let place: { id: string }

const enter = async (email = AIGUL) => {
  const browser = jar(server.url)
  expect((await browser.post('/ru/sign-in', { email, password: PASSWORD })).status).toBe(303)
  return browser
}
const endSessions = () => app.store.write(tx => tx.delete(session))
const kept = () => app.store.read.select().from(keptForm)
/** What a browser would send for a form of the page: names and values of its hidden inputs. */
const hiddenOf = (page: string, action: string): [string, string][] => {
  const form = page.split('<form').find(part => part.includes(`action="${action}"`)) ?? ''
  const plain = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#38;', '&').replaceAll('&#34;', '"').replaceAll('&amp;', '&') // prettier-ignore
  return [...(form.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(match => [
    plain(match[1] ?? ''),
    plain(match[2] ?? ''),
  ])
}
const decision = { version: '0', decision: 'refuse', reason: 'other', note: TEXT }

describe.skipIf(engineMissing())('a session that ended while somebody was writing', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    server = await startServer(settings)
    for (const email of [AIGUL, BAKYT]) await colleague(app, email, 'dpi')
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('costs nothing: the text waits behind sign-in, is sent by one press, and is then kept no longer', async () => {
    const { reference } = await sent(app, goodWord(place.id))
    const address = `/ru/desk/feedback/${reference}?state=waiting`
    const browser = await enter()
    await endSessions()
    const posted = await browser.post(address, decision)
    expect([posted.status, posted.headers.get('location')]).toEqual([303, `/ru/sign-in?next=${encodeURIComponent(address)}`])
    const cookie = posted.headers.getSetCookie().find(one => one.startsWith('ashar_kept=')) ?? ''
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/)
    const [row] = await kept()
    const key = browser.cookies.get('ashar_kept') ?? ''
    expect(JSON.stringify(row)).not.toContain(key)
    expect(JSON.stringify(row)).not.toContain('басмага')
    expect(await (await browser.get('/ru/sign-in')).text()).toContain('Написанное сохранено')

    const inside = await browser.post('/ru/sign-in', { email: AIGUL, password: PASSWORD, next: address })
    expect(inside.headers.get('location')).toBe('/ru/kept')
    const page = await (await browser.get('/ru/kept')).text()
    expect(page).toContain('Вход завершился, пока вы писали')
    expect(page).toContain('Ничего не пропало')
    expect(page).toContain('&lt;b&gt;менен&lt;/b&gt;')
    expect(page).not.toContain('другой человек')
    const fields = hiddenOf(page, address)
    expect(Object.fromEntries(fields)).toEqual({ ...decision, note: TEXT })
    const again = await browser.post(address, Object.fromEntries(fields), { referer: `${server.url}/ru/kept` })
    expect(again.status).toBe(303)
    expect(again.headers.get('location')).toContain('done=')
    expect(await kept()).toEqual([])
    expect(browser.cookies.has('ashar_kept')).toBe(false)
    expect(await (await browser.get('/ru/kept')).text()).toContain('Сохранённого текста нет')
  })

  it('keeps what a page refused after it was sent again, and throws away what is not wanted', async () => {
    const { reference } = await sent(app, goodWord(place.id))
    const address = `/ky/desk/feedback/${reference}`
    const browser = await enter()
    await endSessions()
    await browser.post(address, { ...decision, reason: '', decision: 'refuse' })
    await browser.post('/ky/sign-in', { email: AIGUL, password: PASSWORD })
    const page = await (await browser.get('/ky/kept')).text()
    const refused = await browser.post(address, Object.fromEntries(hiddenOf(page, address)), { referer: `${server.url}/ky/kept` })
    expect(refused.status).toBe(422)
    expect(await kept()).toHaveLength(1)
    const handle = /name="handle" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const thrown = await browser.post('/ky/kept', { handle })
    expect([thrown.status, thrown.headers.get('location')]).toEqual([303, address])
    expect(await kept()).toEqual([])
  })

  it('shows it to the browser that sent it alone, and warns where another account is signed in', async () => {
    const browser = await enter()
    await endSessions()
    await browser.post('/ky/desk/feedback/KG-2583-9412', { note: TEXT })
    expect((await browser.get('/ky/kept')).headers.get('location')).toBe('/ky/sign-in?next=%2Fky%2Fkept')
    expect(await (await (await enter()).get('/ky/kept')).text()).not.toContain('басмага')
    await browser.post('/ky/sign-in', { email: BAKYT, password: PASSWORD })
    const page = await (await browser.get('/ky/kept')).text()
    expect(page).toContain('Муну башка адам жазган болушу мүмкүн')
    expect(page).toContain('басмага')
  })

  it('keeps no password and no file, and names the files to choose again', async () => {
    const browser = await enter()
    await endSessions()
    const body = new FormData()
    body.set('text', TEXT)
    body.set('oldPassword', PASSWORD)
    body.set('file', new File([new Uint8Array(300_000)], 'токтом.pdf'))
    const cookie = [...browser.cookies].map(pair => pair.join('=')).join('; ')
    const answer = await fetch(`${server.url}/ky/office/ala-buka/reports/new`, { method: 'POST', body, redirect: 'manual', headers: { cookie, origin: server.url } }) // prettier-ignore
    expect(answer.status).toBe(303)
    const key = /ashar_kept=([^;]+)/.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? ''
    browser.cookies.set('ashar_kept', key)
    await browser.post('/ky/sign-in', { email: AIGUL, password: PASSWORD })
    const page = await (await browser.get('/ky/kept')).text()
    expect(page).toContain('токтом.pdf')
    expect(page).toContain('басмага')
    expect(page).not.toContain(PASSWORD)
  })

  it('keeps nothing for other pages, other sites, or strangers without end', async () => {
    await app.store.write(tx => tx.delete(keptForm))
    const stranger = jar(server.url)
    expect((await stranger.post('/ky/desk', { note: TEXT }, { origin: 'https://evil.example' })).status).toBe(403)
    for (const path of ['/ky/sign-out', '/ky/feedback', '/xx/desk', '/ky/kept']) await stranger.post(path, { note: TEXT })
    expect(await kept()).toEqual([])
    for (let n = 0; n < 25; n += 1) await stranger.post('/ky/desk', { note: TEXT })
    expect((await kept()).length).toBeLessThanOrEqual(20)
    const far = await stranger.post('/ky/desk?next=//evil.example', { note: TEXT })
    expect(far.headers.get('location')).toMatch(/^\/ky\/sign-in\?next=%2Fky%2Fdesk/)
  })

  it('is forgotten after a day', async () => {
    await app.store.write(tx => tx.delete(keptForm))
    const row = { keyHash: 'a', sealed: 'x', accountId: null, keptAt: app.now(), expiresAt: new Date(app.now().getTime() - 1) }
    await app.store.write(tx =>
      tx.insert(keptForm).values([row, { ...row, keyHash: 'b', expiresAt: new Date(app.now().getTime() + 60_000) }]),
    )
    await forgetOver(app)
    expect((await kept()).map(one => one.keyHash)).toEqual(['b'])
    expect(await app.store.read.select().from(keptForm).where(eq(keptForm.keyHash, 'a'))).toEqual([])
  })
})
