import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readCode } from '#features/participatory-budgeting/voters/rules/code.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { axeFaults, overflowing, smallTargets } from './axe.ts'
import { PASSWORD } from './people.ts'
import { pdfWords } from './pdfWords.ts'

export const DAY_MS = 86_400_000
const TODAY = Date.parse(`${dateInBishkek(new Date())}T00:00:00Z`)
/** A day as it is typed, so many days from the day on which the tests run and the vote begins. */
export const day = (from: number): string => new Date(TODAY + from * DAY_MS).toISOString().slice(0, 10)

/** First and last days of the phases that a cycle of the tests has; all others are off. */
export const PHASE_DAYS: Readonly<Record<string, readonly [number, number]>> = {
  proposing: [-9, -6],
  reviewing: [-5, -3],
  pricing: [-2, -1],
  voting: [0, 2],
  checking: [3, 5],
  results: [6, 20],
  implementation: [21, 300],
}

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
      // What folds out is looked at once it has.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(one => one.finished)))
      const sticksOut = [await overflowing(page), await smallTargets(page)]
      expect.soft([page.url(), javaScriptEnabled ? await axeFaults(page) : [], ...sticksOut]).toEqual([page.url(), [], [], []])
    },
    close: () => context.close(),
  }
}

/** Signs in on the way to a page of the office. */
export async function enterOffice(phone: Phone, email: string, next: string, lang: Lang = 'ky'): Promise<void> {
  await phone.go(paths.signIn(lang, next))
  await phone.page.fill('input[name=email]', email)
  await phone.page.fill('input[name=password]', PASSWORD)
  await phone.press('main button[type=submit]')
  expect(new URL(phone.page.url()).pathname).toBe(next)
}

/** A group of four characters, which a line of a PDF may hold in pieces. */
const GROUP = '((?:[0-9A-Z] ?){4})'
const whole = (groups: readonly string[]): string[] => groups.map(one => one.replaceAll(' ', ''))

/** The lines of each key sheet, as somebody types them who holds the print. */
export const sheetsOf = (pdf: Buffer): string[] =>
  pdfWords(pdf).map(words => {
    const lines = [...words.join(' ').matchAll(new RegExp(`\\b[1-6]\\. ${GROUP} ?${GROUP} ?${GROUP}`, 'g'))]
    return lines.map(line => whole(line.slice(1)).join(' ')).join('\n')
  })

/** The codes on printed slips. */
export const codesOf = (pdf: Buffer): string[] => {
  const halves = [
    ...pdfWords(pdf)
      .flat()
      .join(' ')
      .matchAll(new RegExp(`${GROUP}– ${GROUP}`, 'g')),
  ].map(half => whole(half.slice(1)))
  return halves
    .flatMap((half, at) => [...half, ...(halves[at + 1] ?? [])].join('-'))
    .filter((code, at) => at % 2 === 0 && readCode(code) !== undefined)
}
