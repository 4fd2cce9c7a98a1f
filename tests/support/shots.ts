import { mkdir, rm } from 'node:fs/promises'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { overflowing, smallTargets } from './axe.ts'
import { openBrowser } from './browser.ts'
import { startDemoServer } from './demoServer.ts'
import { addressOf, SHOWN_PAGES, signInBy } from './shownPages.ts'

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

const browser = await openBrowser()
if (!browser) throw new Error('no browser on this machine: install Chromium, or name one in ASHAR_BROWSER')
const server = await startDemoServer()
await rm('.shots', { recursive: true, force: true })
await mkdir('.shots', { recursive: true })
let faults = 0
for (const colorScheme of ['light', 'dark'] as const)
  for (const { name: size, ...viewport } of SIZES) {
    for (const role of new Set(pages.map(one => one.as))) {
      const context = await browser.newContext({ viewport, colorScheme })
      const page = await context.newPage()
      const account = server.accounts.find(one => one.role === role)
      if (account) await signInBy(page, server.url, account)
      for (const lang of LANGUAGES)
        for (const one of pages.filter(shown => shown.as === role)) {
          await page.goto(await addressOf(server.url, one, lang), { waitUntil: 'load' })
          await page.evaluate(() => document.fonts.ready)
          const path = `.shots/${one.name}-${lang}-${size}-${colorScheme}.png`
          await page.screenshot({ path, fullPage: true })
          const found = [
            ...(await overflowing(page)).map(fault => `sticks out: ${fault}`),
            ...(size === 'phone' ? await smallTargets(page) : []).map(fault => `too low to press: ${fault}`),
          ]
          faults += found.length
          process.stdout.write(`${path}${found.map(fault => `\n  ${fault}`).join('')}\n`)
        }
      await context.close()
    }
  }
await browser.close()
await server.stop()
process.stdout.write(`${faults} faults\n`)
