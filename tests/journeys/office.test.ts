import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { paths } from '#platform/paths.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { cli } from '#tests/support/cli.ts'
import { Hand, looker } from '#tests/support/hand.ts'
import { type MailServer, mailServer, readMail } from '#tests/support/mailServer.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const PLACE = 'aleksandrovka'
const MAIL = 'head@aleksandrovka.example'
const PASSWORD = 'ашар менен жол салдык'
/** What an office is to need at most, from the mail to both things published. */
const MOST_CLICKS = 30

const browser = await openBrowser()

describe.skipIf(!browser && 'no browser on this machine')('an office, from its invitation', () => {
  for (const javaScript of [true, false])
    it(`publishes a report and a budget within ${MOST_CLICKS} presses, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      const mails = await mailServer()
      const { server, stop } = await invited(mails)
      try {
        const context = await (browser as Browser).newContext({
          javaScriptEnabled: javaScript,
          viewport: { width: 360, height: 740 },
          baseURL: server.url,
        })
        const page = await context.newPage()
        page.setDefaultTimeout(20_000)
        const hand = new Hand(page)
        const clean = looker(javaScript)
        // The mail's link is the first press.
        hand.clicks += 1
        await page.goto(await linkOf(mails, server.url))
        await clean(page)
        await page.fill('input[name=password]', PASSWORD)
        await hand.press('main button[type=submit]')
        expect(new URL(page.url()).pathname).toBe(paths.office('ru', PLACE))
        await clean(page)

        await hand.press(`main a[href="${paths.officeReports('ru', PLACE)}"].ds-button`)
        await clean(page)
        await hand.press('button[name=type][value=annual]')
        await clean(page)
        await page.fill('textarea[name="ky.body"]', '## Суу\n\nЖаңы кудук **казылды**: 120 үйгө суу жетти.')
        await hand.press('button[name=do][value=publish]')
        await clean(page)
        await page.goto(paths.placeReports('ky', PLACE))
        await page.locator('main a[href*="/reports/"]').first().click()
        await page.waitForLoadState('load')
        expect(await page.locator('main strong').textContent()).toBe('казылды')
        await clean(page)
        await page.goto(page.url().replace('/ky/', '/ru/'))
        expect(await page.locator('main').textContent()).toContain('казылды')

        await page.goto(paths.office('ru', PLACE))
        await hand.press(`main a[href="${paths.officeBudgets('ru', PLACE)}"].ds-button`)
        await clean(page)
        await hand.press('main a.ds-button')
        await hand.choose('select[name=stage]', 'approved')
        await page.fill('input[name=year]', '2020')
        hand.clicks += 1
        await page.setInputFiles('input[name=file]', 'tests/fixtures/budgets/aleksandrovka-2020.csv')
        await hand.press('main form button[type=submit]')
        await clean(page)
        for (let step = 0; step < 8 && !new URL(page.url()).pathname.endsWith('/budgets'); step += 1) {
          for (const reason of await page.locator('main textarea').all()) await reason.fill('Бухгалтерия текшерди: басма ката.')
          await hand.press('main .actions .ds-button:not([data-variant])')
          await clean(page)
        }
        await page.goto(paths.budget('ru', PLACE, 2020))
        expect(page.url()).toContain('/budget/2020')
        expect(await page.locator('main h1').textContent()).toContain('2020')
        expect(hand.clicks).toBeLessThanOrEqual(MOST_CLICKS)
      } finally {
        await stop()
      }
    })
})

/** A portal whose mail goes out by SMTP, and an invitation under way. */
async function invited(mails: MailServer): Promise<{ server: Server; stop: () => Promise<void> }> {
  const settings = { ...(await freshDatabase()), SMTP_URL: mails.url, MAIL_FROM: 'Ashar <no-reply@ashar.example>' }
  const server = await startServer(settings)
  const env = { ...settings, SITE_URL: server.url }
  await cli(['user', 'add', '--email', MAIL, '--role', 'publisher', '--municipality', PLACE, '--lang', 'ru'], env)
  return { server, stop: () => server.stop() }
}

/** The link of the mail that arrived, at the test's own address. */
async function linkOf(mails: MailServer, site: string): Promise<string> {
  for (let tries = 0; tries < 200 && mails.mails.length === 0; tries += 1) await new Promise(resolve => setTimeout(resolve, 100))
  const { text } = readMail(mails.mails[0]?.raw ?? '')
  const link = /https?:\/\/\S+\/link\/\S+/.exec(text)?.[0]
  if (!link) throw new Error(`no link in the mail: ${text}`)
  return site + new URL(link).pathname
}
