import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { session } from '#db/schema/identity.ts'
import { keptForm } from '#db/schema/signIn.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults, overflowing, smallTargets } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { appCode, colleague, PASSWORD } from '#tests/support/colleague.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { type EidPeer, freePort, startEidPeer } from '#tests/support/oidcProvider.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const [AIGUL, BAKYT] = ['aigul@dpi.example', 'bakyt@dpi.example']
let app: App
let server: Server
let peer: EidPeer
let browser: Browser | undefined
const references: string[] = []

/** A page of a new browser; nothing here needs JavaScript. */
async function page(options: { javaScriptEnabled?: boolean; width?: number; dark?: boolean } = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({
    viewport: { width: options.width ?? 360, height: 740 },
    javaScriptEnabled: options.javaScriptEnabled ?? false,
    colorScheme: options.dark ? 'dark' : 'light',
  })
  return context.newPage()
}
async function signIn(on: Page, email: string, path = '/ky/desk') {
  await on.goto(`${server.url}/ky/sign-in?next=${encodeURIComponent(path)}`)
  await fillIn(on, email)
}
async function fillIn(on: Page, email: string) {
  await on.fill('[name=email]', email)
  await on.fill('[name=password]', PASSWORD)
  await on.click('form.form button[type=submit]')
}
/** Findings of axe, of width and of what is too small to press. */
const faults = async (on: Page) => [...(await axeFaults(on)), ...(await overflowing(on)), ...(await smallTargets(on))]

describe('signing in, in a browser', () => {
  beforeAll(async () => {
    browser = await openBrowser()
    const [settings, port] = [await freshDatabase(), await freePort()]
    const SITE_URL = `http://127.0.0.1:${port}`
    peer = await startEidPeer(`${SITE_URL}/eid/callback`)
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const place = await seededPlace(app)
    for (let n = 0; n < 2; n += 1) references.push((await sent(app, goodWord(place.id))).reference)
    await colleague(app, AIGUL, 'dpi')
    await colleague(app, BAKYT, 'admin')
    server = await startServer({ ...settings, ...peer.env, SITE_URL, PORT: String(port) })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await peer?.stop()
    await app?.close()
  })

  it('loses nothing that was typed while the session ended, without JavaScript', async context => {
    if (!browser) return context.skip('no browser')
    const on = await page()
    await signIn(on, AIGUL, `/ky/desk/feedback/${references[0]}`)
    await on.click('details:has(#field-reason) > summary')
    await on.selectOption('#field-reason', 'other')
    await on.fill('#field-note', 'Бул сөз башка айылга тиешелүү.\nАвтору менен сүйлөштүк.')
    await app.store.write(tx => tx.delete(session))
    await on.click('button[value=refuse]')
    await on.waitForURL(/sign-in/)
    expect(await on.textContent('main')).toContain('Жазганыңыз сакталды')
    await fillIn(on, AIGUL)
    await on.waitForURL(/\/ky\/kept$/)
    expect(await on.textContent('h1')).toBe('Сиз жазып жатканда кирүү бүттү')
    expect(await on.textContent('.written')).toBe('Бул сөз башка айылга тиешелүү.\nАвтору менен сүйлөштүк.')
    expect(await app.store.read.select().from(keptForm)).toHaveLength(1)
    await on.click('text=Кайра жөнөтүү')
    await on.waitForURL(/done=/)
    expect(await app.store.read.select().from(keptForm)).toEqual([])
    await on.goto(`${server.url}/ky/desk/feedback/${references[0]}?state=all`)
    expect(await on.textContent('main')).toContain('Автору менен сүйлөштүк.')
    await on.context().close()
  })

  it('sets up a second step with an admin role, and signs in with it and without the phone', async context => {
    if (!browser) return context.skip('no browser')
    const on = await page()
    await signIn(on, BAKYT)
    await on.waitForURL(/second-factor/)
    const box = await on.locator('.account-qr svg').boundingBox()
    expect(box?.width).toBeGreaterThan(150)
    const secret = ((await on.textContent('.secret')) ?? '').replace(/\s/g, '')
    await on.fill('[name=code]', appCode(secret))
    await on.click('form.form button[type=submit]')
    const codes = await on.locator('.recovery-codes li').allInnerTexts()
    expect(codes).toHaveLength(10)
    await on.click('text=Сактадым')
    await on.waitForURL(/\/ky\/desk$/)
    await on.context().close()

    const other = await page()
    await signIn(other, BAKYT)
    await other.waitForURL(/second-factor/)
    await other.fill('[name=code]', codes[0] ?? '')
    await other.click('form.form button[type=submit]')
    await other.waitForURL(/\/ky\/desk$/)
    await other.goto(`${server.url}/ky/account`)
    expect(await other.textContent('main')).toContain('Калган камдык код: 9')
    await other.context().close()
  })

  it('links an eID and comes in with it, though a form may lead nowhere but to our own pages', async context => {
    if (!browser) return context.skip('no browser')
    peer.person = '20101199012345'
    const on = await page()
    await signIn(on, AIGUL, '/ky/account')
    await on.waitForURL(/account/)
    await on.fill('[name=eidPassword]', PASSWORD)
    await on.click('text=eID байланыштыруу')
    await on.waitForURL(/account\?done=eid/)
    expect(await on.textContent('main')).toContain('eID байланыштырылды')
    await on.context().close()

    const phone = await page()
    await phone.goto(`${server.url}/ky/sign-in?next=/ky/desk/totals`)
    await phone.click('text=eID менен кирүү')
    await phone.waitForURL(/\/ky\/desk\/totals$/)
    await phone.context().close()

    peer.person = 'cancel'
    const no = await page()
    await no.goto(`${server.url}/ky/sign-in`)
    await no.click('text=eID менен кирүү')
    await no.waitForURL(/eid\/callback/)
    expect(await no.textContent('main')).toContain('токтоттуңуз')
    await no.context().close()
  })

  it('has pages that everybody can use, in both schemes and on a small phone', async context => {
    if (!browser) return context.skip('no browser')
    for (const [width, dark] of [
      [360, true],
      [1280, false],
    ] as const) {
      const on = await page({ width, dark, javaScriptEnabled: true })
      await on.goto(`${server.url}/ru/sign-in`)
      expect(await faults(on), `sign-in ${width}`).toEqual([])
      await signIn(on, AIGUL, '/ru/account')
      await on.waitForURL(/account/)
      expect(await faults(on), `account ${width}`).toEqual([])
      await on.goto(`${server.url}/ru/account/second-factor`)
      expect(await faults(on), `second-factor ${width}`).toEqual([])
      await on.goto(`${server.url}/ru/desk/feedback/${references[1]}`)
      await app.store.write(tx => tx.delete(session))
      await on.click('button[value=publish]')
      await on.waitForURL(/sign-in/)
      expect(await faults(on), `signed out ${width}`).toEqual([])
      await fillIn(on, AIGUL)
      await on.waitForURL(/kept$/)
      expect(await faults(on), `kept ${width}`).toEqual([])
      await on.context().close()
    }
  })
})
