import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { paths } from '#platform/paths.ts'
import { axeFaults, overflowing, smallTargets } from '../axe.ts'
import { PASSWORD } from '../people.ts'

/** Somebody at a small phone, on the portal at `site`. */
export interface Phone {
  readonly page: Page
  readonly go: (path: string) => Promise<void>
  /** Presses what leads to a page, and waits for it. */
  readonly press: (what: string) => Promise<void>
  /** Presses what answers a file. */
  readonly take: (what: string) => Promise<Buffer>
  readonly text: () => Promise<string>
  /** Nothing wrong for a screen reader, nothing sticks out, all of it can be pressed with a thumb. */
  readonly look: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openPhone(browser: Browser, site: string, javaScriptEnabled = true): Promise<Phone> {
  const context: BrowserContext = await browser.newContext({
    ...{ viewport: { width: 360, height: 740 }, javaScriptEnabled, locale: 'ky', acceptDownloads: true },
    // What folds out has to be looked at once it has.
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return {
    page,
    go: async path => {
      const answer = await page.goto(site + path)
      expect([path, answer?.status()]).toEqual([path, 200])
    },
    press: async what => {
      await Promise.all([page.waitForNavigation(), page.locator(what).first().click()])
    },
    take: async what => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator(what).first().click()])
      return readFile(await file.path())
    },
    text: async () => (await page.textContent('main')) ?? '',
    look: async () => {
      const sticksOut = [await overflowing(page), await smallTargets(page)]
      expect.soft([page.url(), javaScriptEnabled ? await axeFaults(page) : [], ...sticksOut]).toEqual([page.url(), [], [], []])
    },
    close: () => context.close(),
  }
}

/** Signs in on the way to a page of the office. */
export async function enterOffice(phone: Phone, email: string, next: string): Promise<void> {
  await phone.go(paths.signIn('ky', next))
  await phone.page.fill('input[name=email]', email)
  await phone.page.fill('input[name=password]', PASSWORD)
  await phone.press('main button[type=submit]')
  expect(new URL(phone.page.url()).pathname).toBe(next)
}
