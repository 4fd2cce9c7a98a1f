import { mkdir, rm } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { overflowing, smallTargets } from './axe.ts'
import { openBrowser } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { SHOWN_PAGES } from './shownPages.ts'

/**
 * Pictures of the key pages on the demo data, in three languages, on a phone and a desk, light and dark, into `.shots/`;
 * says what sticks out to the side and what is too low to press. `npm run shots -- budget desk` takes those only.
 */
const wanted = process.argv.slice(2)
const pages = SHOWN_PAGES.filter(page => wanted.length === 0 || wanted.includes(page.name))
const SIZES = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'desk', width: 1280, height: 800 },
] as const

async function signIn(page: Page, site: string, account: { email: string; password: string } | undefined): Promise<void> {
  if (!account) return
  await page.goto(site + paths.signIn('ky'))
  await page.fill('input[name=email]', account.email)
  await page.fill('input[name=password]', account.password)
  await page.click('main button[type=submit]')
}

const browser = await openBrowser()
if (!browser) throw new Error('no browser on this machine: install Chromium, or name one in ASHAR_BROWSER')
const server = await startDemoServer()
await rm('.shots', { recursive: true, force: true })
await mkdir('.shots', { recursive: true })
let faults = 0
for (const colorScheme of ['light', 'dark'] as const)
  for (const { name: size, ...viewport } of SIZES) {
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await context.newPage()
    for (const desk of [false, true]) {
      const here = pages.filter(one => Boolean(one.desk) === desk)
      if (desk && here.length > 0)
        await signIn(
          page,
          server.url,
          server.accounts.find(one => one.role === 'dpi'),
        )
      for (const lang of LANGUAGES)
        for (const { name, at } of here) {
          await page.goto(server.url + at(lang), { waitUntil: 'load' })
          await page.evaluate(() => document.fonts.ready)
          const path = `.shots/${name}-${lang}-${size}-${colorScheme}.png`
          await page.screenshot({ path, fullPage: true })
          const found = [
            ...(await overflowing(page)).map(one => `sticks out: ${one}`),
            ...(size === 'phone' ? await smallTargets(page) : []).map(one => `too low to press: ${one}`),
          ]
          faults += found.length
          process.stdout.write(`${path}${found.map(one => `\n  ${one}`).join('')}\n`)
        }
    }
    await context.close()
  }
await browser.close()
await server.stop()
process.stdout.write(`${faults} faults\n`)
