import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paths } from '#platform/paths.ts'
import { axeFaults, overflowing, smallTargets } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { startDemoServer } from '#tests/support/demoServer.ts'
import { addressOf, SHOWN_PAGES, signInBy } from '#tests/support/shownPages.ts'

/** The whole demo is loaded first. */
const SEEDING = 400_000

const browser: Browser | undefined = await openBrowser()
let server: Awaited<ReturnType<typeof startDemoServer>>

async function open(scheme: 'light' | 'dark'): Promise<Page> {
  if (!browser) throw new Error('no browser')
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: scheme })
  return context.newPage()
}

describe.skipIf(!browser)('every key page on a phone', () => {
  beforeAll(async () => {
    server = await startDemoServer()
  }, SEEDING)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  for (const role of new Set(SHOWN_PAGES.map(one => one.as)))
    it(`is free of what axe finds in the dark scheme, sticks out nowhere and can be pressed (${role ?? 'everybody'})`, async () => {
      const page = await open('dark')
      const account = server.accounts.find(one => one.role === role)
      if (account) await signInBy(page, server.url, account)
      for (const shown of SHOWN_PAGES.filter(one => one.as === role)) {
        await page.goto(await addressOf(server.url, shown, 'ky'), { waitUntil: 'load' })
        const found = { axe: await axeFaults(page), out: await overflowing(page), small: await smallTargets(page) }
        expect.soft({ page: shown.name, ...found }).toEqual({ page: shown.name, axe: [], out: [], small: [] })
      }
      await page.context().close()
    })

  it('shows its one main action without scrolling', async () => {
    const page = await open('light')
    const MAIN: readonly (readonly [string, string])[] = [
      [paths.home('ru'), 'main form[role=search] button'],
      [paths.municipality('ru', 'ala-buka'), 'main a.ds-button'],
      [paths.budget('ru', 'ala-buka', 2026), 'main a.ds-button'],
      [paths.giveFeedback('ru', 'ala-buka'), 'main .choice:last-child'],
    ]
    for (const [path, action] of MAIN) {
      await page.goto(server.url + path, { waitUntil: 'load' })
      const box = await page.locator(action).first().boundingBox()
      expect([path, (box?.y ?? 9999) + (box?.height ?? 0) <= 740]).toEqual([path, true])
    }
    await page.context().close()
  })
})
