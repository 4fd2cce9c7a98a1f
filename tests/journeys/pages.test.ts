import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults, overflowing } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { cli } from '#tests/support/cli.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { addressOf, SHOWN_PAGES } from '#tests/support/shownPages.ts'

const KB = 1024
/** What a phone may have to fetch: the first page of a visit, and each one after. */
const FIRST_VISIT = 60 * KB
const NEXT_PAGE = 15 * KB

const WEIGHED = [
  ...['front', 'municipality', 'place with all rooms', 'budget', 'made-up budget', 'form', 'reference'],
  ...['found', 'reports', 'report', 'hearings', 'hearing', 'practices', 'practice'],
  ...['cycles', 'cycle', 'rules of a cycle', 'proposals', 'proposal', 'new proposal', 'vote', 'result', 'rounds', 'project'],
]

/** The whole demo is loaded first. */
const SEEDING = 400_000

const browser = await openBrowser()

describe.skipIf(!browser)('the pages that residents open', () => {
  let server: Server
  /** Addresses after the language. */
  let pages: Record<string, string>

  const open = async (options: { width: number; height?: number; javaScript?: boolean }): Promise<Page> => {
    const context = await (browser as Browser).newContext({
      baseURL: server.url,
      viewport: { width: options.width, height: options.height ?? 740 },
      javaScriptEnabled: options.javaScript ?? true,
    })
    return context.newPage()
  }

  /** Bytes over the wire for one page, after these others. */
  const weigh = async (name: string, before: readonly string[]): Promise<number> => {
    const page = await open({ width: 360 })
    for (const one of before) await page.goto(`/ky${pages[one]}`, { waitUntil: 'networkidle' })
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    session.on('Network.loadingFinished', event => (bytes += event.encodedDataLength))
    await page.goto(`/ky${pages[name]}`, { waitUntil: 'networkidle' })
    await page.context().close()
    return bytes
  }

  beforeAll(async () => {
    const env = { ...(await freshDatabase()), ASHAR_DEMO: '1' }
    await cli(['seed', '--demo'], env)
    server = await startServer(env)
    const { items } = (await (await fetch(`${server.url}/api/v1/municipalities?limit=1`)).json()) as { items: { id: string }[] }
    const sent = await fetch(`${server.url}/api/v1/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...{
          kind: 'question',
          municipality: items[0]?.id,
          subject: { type: 'general' },
          text: 'Жарык качан күйөт?',
          language: 'ky',
        },
        consent: { publish: true, shareContact: false },
      }),
    })
    const { reference, trackingCode } = (await sent.json()) as { reference: string; trackingCode: string }
    const made = async (name: string) => {
      const shown = SHOWN_PAGES.find(one => one.name === name)
      if (!shown) throw new Error(name)
      return (await addressOf(server.url, shown, 'ky')).slice(`${server.url}/ky`.length)
    }
    pages = {
      front: '/',
      municipalities: '/municipalities',
      municipality: '/m/aleksandrovka',
      budget: '/m/aleksandrovka/budget/2020',
      'made-up budget': '/m/ala-buka/budget/2026',
      'place with all rooms': '/m/ala-buka',
      services: '/m/aleksandrovka/services',
      found: `/search?q=${encodeURIComponent('суу')}`,
      'nothing found': '/search?q=qqqqqq',
      reports: '/reports',
      'reports of a place': '/m/ala-buka/reports',
      report: await made('report'),
      hearings: '/hearings',
      'hearings of a place': '/m/ala-buka/hearings',
      hearing: await made('hearing'),
      practices: '/practices',
      practice: await made('practice'),
      cycles: '/pb',
      cycle: '/pb/ala-buka-2026',
      'how a cycle goes': '/pb/ala-buka-2026/how',
      'rules of a cycle': '/pb/ala-buka-2026/rules',
      proposals: '/pb/ala-buka-2026/proposals',
      proposal: await made('proposal'),
      'new proposal': '/pb/kara-kulja-2027/proposals/new',
      vote: '/pb/ala-buka-2026/vote',
      'looking up a receipt': '/pb/ala-buka-2025/vote/verify',
      result: '/pb/ala-buka-2025/results',
      rounds: '/pb/ala-buka-2025/results/rounds',
      projects: '/pb/ala-buka-2025/projects',
      project: await made('project'),
      form: '/m/aleksandrovka/feedback',
      reference: `/feedback/${reference}?trackingCode=${trackingCode}`,
      'looking up a reference': '/feedback',
      about: '/about',
      API: '/api',
      'sign-in': '/sign-in',
      'no such page': '/no/such/page',
    }
  }, SEEDING)
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  for (const language of LANGUAGES)
    it(`have no fault that axe finds, on a phone and on a desk (${language})`, async () => {
      const found: Record<string, unknown> = {}
      for (const width of language === 'en' ? [1280] : [360, 1280]) {
        const page = await open({ width })
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(`/${language}${path}`)
          const faults = await axeFaults(page)
          if (faults.length > 0) found[`${name} at ${width}`] = faults
          expect.soft(await page.locator('html').getAttribute('lang'), name).toBe(language)
        }
        await page.context().close()
      }
      expect(found).toEqual({})
    })

  // 640 wide is a desk of 1280 at 200 %.
  for (const language of ['ky', 'ru'] as const)
    it(`never stick out to the side, at 320, 360 and at 200 % (${language})`, async () => {
      const found: Record<string, unknown> = {}
      for (const width of [320, 360, 640]) {
        const page = await open({ width })
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(`/${language}${path}`)
          const wide = await overflowing(page)
          if (wide.length > 0) found[`${name} at ${width}`] = wide
        }
        await page.context().close()
      }
      expect(found).toEqual({})
    })

  it('are light: 60 kB for a first visit, 15 kB for each page after it', async () => {
    const weights: string[] = []
    for (const name of WEIGHED) {
      // Once as the first page of a visit, once after two others.
      const [first, after] = [await weigh(name, []), await weigh(name, ['about', 'municipalities'])]
      weights.push(`${name}: ${(first / KB).toFixed(1)} kB, then ${(after / KB).toFixed(1)} kB`)
      expect.soft(first, `${name}, first visit`).toBeLessThanOrEqual(FIRST_VISIT)
      expect.soft(after, `${name}, after`).toBeLessThanOrEqual(NEXT_PAGE)
    }
    process.stdout.write(`${weights.join('\n')}\n`)
  })

  it('show the one main action without scrolling, and work with the keyboard alone', async () => {
    const page = await open({ width: 360 })
    await page.goto('/ky/')
    await page.keyboard.press('Tab')
    // The first stop leads past the navigation.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content')
    await page.goto(`/ky${pages.form}`)
    for (let step = 0; step < 14; step += 1) {
      const form = page.locator('form[data-feedback-form]')
      if ((await form.count()) === 0) break
      const name = await form.getAttribute('data-step')
      await page.locator('main').focus()
      const reached = await walkTo(page, name)
      expect(reached, `the button of ${name}`).toBe(true)
      const moved = page.waitForEvent('framenavigated')
      await page.keyboard.press('Enter')
      await moved
      await page.waitForLoadState('load')
    }
    expect(page.url()).toMatch(/feedback\/KG-/)
    await page.context().close()
  })
})

/** Tabs through the form, answering what it meets, until the button that sends it has the focus. */
async function walkTo(page: Page, step: string | null): Promise<boolean> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const one = document.activeElement as HTMLInputElement | HTMLButtonElement | null
      return {
        tag: one?.tagName,
        type: one?.getAttribute('type'),
        name: one?.getAttribute('name'),
        inForm: !!one?.closest('form[data-feedback-form]'),
      }
    })
    if (!at.inForm) continue
    if (at.type === 'submit') return true
    if (at.tag === 'TEXTAREA') await page.keyboard.type('Көчөбүздө жарык жок, качан күйөт?')
    if (at.type === 'radio' && step === 'about') for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown')
    else if (at.type === 'radio') await page.keyboard.press('Space')
  }
  return false
}
