import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { goodWord, seededPlace, sent } from '#tests/support/feedback.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const [EMAIL, PASSWORD] = ['aigul@dpi.example', 'жаан тийди кече']
let app: App
let server: Server
let browser: Browser | undefined
const references: string[] = []

async function signedIn(options: { javaScriptEnabled?: boolean; width?: number; dark?: boolean } = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({
    viewport: { width: options.width ?? 1280, height: 800 },
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    colorScheme: options.dark ? 'dark' : 'light',
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/ru/desk`)
  await page.fill('[name=email]', EMAIL)
  await page.fill('[name=password]', PASSWORD)
  await page.click('form.form button[type=submit]')
  await page.waitForURL(/\/ru\/desk$/)
  return page
}

describe("an analyst's day at the desk", () => {
  beforeAll(async () => {
    browser = await openBrowser()
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const place = await seededPlace(app)
    for (let n = 0; n < 8; n += 1)
      references.push(
        (await sent(app, { ...goodWord(place.id), text: `Асанов 055512345${n} суу бербейт.`, ratings: { Q1: (n % 5) + 1 } }))
          .reference,
      )
    const made = await createAccount(app, OPERATOR, { email: EMAIL, name: 'Айгүл', language: 'ky', role: 'dpi' })
    if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: 'test' })
    server = await startServer(settings)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await app?.close()
  })

  it('goes by keys: on to the next word, publish, and the one after it stands there', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn()
    await page.keyboard.press('j')
    await page.waitForURL(url => url.pathname.endsWith(references[1] as string))
    await page.keyboard.press('p')
    expect(await page.evaluate(() => (document.activeElement as HTMLButtonElement).value)).toBe('publish')
    await page.keyboard.press('Enter')
    await page.waitForURL(url => url.pathname.endsWith(references[2] as string))
    expect(await page.textContent('[role=status]')).toContain(references[1])
    await page.keyboard.press('r')
    await page.waitForFunction(() => document.activeElement?.id === 'field-reason')
    await page.keyboard.press('Escape')
    await page.locator('#item-title').click()
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-text')
    await page.keyboard.type('p')
    expect(await page.inputValue('#field-text')).toBe('p')
    await page.context().close()
  })

  it('brings the word that an address opens into view in its list, and leaves the page where it is', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn()
    await page.setViewportSize({ width: 1280, height: 420 })
    await page.goto(`${server.url}/ru/desk/feedback/${references[7]}`)
    const place = await page.evaluate(() => {
      const frame = document.querySelector('.desk-list')?.getBoundingClientRect()
      const word = document.querySelector('.desk-list [aria-current]')?.getBoundingClientRect()
      return frame && word ? { above: word.top - frame.top, below: frame.bottom - word.bottom, scrolled: scrollY } : undefined
    })
    expect(place).toMatchObject({ scrolled: 0 })
    expect(place?.above).toBeGreaterThanOrEqual(0)
    expect(place?.below).toBeGreaterThanOrEqual(0)
    await page.context().close()
  })

  it('masks what is selected, and works by plain forms where no script runs', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn()
    await page.goto(`${server.url}/ru/desk/feedback/${references[3]}`)
    await page.click('summary:has-text("Опубликовать частично")')
    await page.selectOption('#field-reason', 'personalData')
    await page.locator('#field-publishedText').evaluate(field => (field as HTMLTextAreaElement).setSelectionRange(0, 17))
    await page.click('[data-mask]')
    expect(await page.inputValue('#field-publishedText')).toMatch(/^\[…\]/)
    await page.click('button[value=publishInPart]')
    await page.waitForURL(/done=/, { timeout: 10_000 }).catch(async () => {
      throw new Error(`the decision was not taken: ${await page.locator('main').textContent()}`)
    })
    await page.context().close()

    const plain = await signedIn({ javaScriptEnabled: false, width: 360 })
    await plain.goto(`${server.url}/ru/desk/feedback/${references[3]}?state=all`)
    expect(await plain.textContent('del')).toContain('0555123453')
    await plain.click('button[value=reopen]')
    await plain.waitForURL(/done=/)
    expect(await plain.isVisible('.queue')).toBe(false)
    await plain.context().close()
  })

  it('is usable by everybody: no finding of axe, nothing wider than the screen, in both schemes', async context => {
    if (!browser) return context.skip('no browser')
    for (const [width, dark] of [
      [1280, false],
      [360, true],
    ] as const) {
      const page = await signedIn({ width, dark })
      for (const path of [
        '/ru/desk',
        `/ky/desk/feedback/${references[5]}`,
        '/ky/desk/totals?measure=rating',
        '/ru/desk/deliveries',
      ]) {
        await page.goto(server.url + path)
        expect(await axeFaults(page), `${path} ${width}`).toEqual([])
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
          `${path} ${width}`,
        ).toBeLessThanOrEqual(0)
      }
      await page.context().close()
    }
  })
})
