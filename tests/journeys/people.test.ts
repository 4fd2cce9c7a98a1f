import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inviteToRole } from '#features/identity/inviteToRole.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { rolePlaceOf } from '#features/municipalities/readRolePlace.ts'
import { tellAccount } from '#features/notices/tellAccount.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { type MailServer, mailServer, readMail } from '#tests/support/mailServer.ts'
import { until } from '#tests/support/outbox.ts'
import { PASSWORD, person } from '#tests/support/people.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const PHONE = { width: 360, height: 740 }
let app: App
let server: Server
let mail: MailServer
let browser: Browser | undefined
let place: Awaited<ReturnType<typeof seededPlace>>

/** The one-time link of the newest mail to an address, as its reader would press it. */
async function linkFor(email: string): Promise<string> {
  const [found = ''] = await until(
    async () =>
      mail.mails
        .filter(one => one.to.includes(email))
        .map(one => /https?:\/\/\S+\/link\/\S+/.exec(readMail(one.raw).text)?.[0] ?? '')
        .reverse(),
    seen => seen.length > 0,
    20_000,
  )
  return server.url + new URL(found).pathname
}
const open = async (javaScriptEnabled = true): Promise<Page> =>
  (await (browser as Browser).newContext({ viewport: PHONE, javaScriptEnabled })).newPage()

describe('a council brings its people in, on a phone', () => {
  beforeAll(async () => {
    browser = await openBrowser()
    mail = await mailServer({ keep: true })
    const settings = { ...(await freshDatabase()), SMTP_URL: mail.url }
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    server = await startServer(settings)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await mail?.close()
    await app?.close()
  })

  it('from the mail into the office, on to a colleague, whose role is taken back, all without JavaScript', async context => {
    if (!browser) return context.skip('no browser')
    const head = { email: 'nurlan@ala-buka.example', name: 'Нурлан', language: 'ky', role: 'publisher' } as const
    await inviteToRole(app, OPERATOR, head, rolePlaceOf(place), tellAccount(app))
    const page = await open(false)
    let clicks = 0
    const click = async (what: string) => {
      clicks += 1
      await page.click(what)
    }
    await page.goto(await linkFor(head.email))
    await page.fill('[name=password]', PASSWORD)
    await click('main button[type=submit]')
    await page.waitForURL(`${server.url}/ky/office/${place.slug}`)
    await click('.desk-tabs a[href$="/people"]')
    await page.fill('[name=name]', 'Асель Эсенова')
    await page.fill('[name=email]', 'asel@ala-buka.example')
    await click('section:has(#invite) button[type=submit]')
    await page.waitForURL(/done=invited/)
    expect(await page.textContent('[role=status]')).toContain('Чакыруу жөнөтүлдү')
    expect(clicks).toBe(3)

    const hers = await open(false)
    await hers.goto(await linkFor('asel@ala-buka.example'))
    await hers.fill('[name=password]', PASSWORD)
    await hers.click('main button[type=submit]')
    await hers.waitForURL(`${server.url}/ky/office/${place.slug}`)

    const row = page.locator('li', { hasText: 'Асель' })
    await row.locator('summary').click()
    await row.locator('[name=reason]').fill('башка ишке өттү')
    await row.locator('details button').click()
    await page.waitForURL(/done=takenBack/)
    expect(await page.textContent('main')).not.toContain('Асель')
    expect((await hers.reload())?.status()).toBe(403)
  })

  it('is sound to axe, folded and open, with what is wrong marked', async context => {
    if (!browser) return context.skip('no browser')
    const { sessionId } = await person(app, 'second@ala-buka.example', 'publisher', place.id)
    const page = await open()
    await page.context().addCookies([{ name: 'ashar_session', value: sessionId, url: server.url }])
    for (const lang of ['ky', 'ru', 'en']) {
      await page.goto(`${server.url}/${lang}/office/${place.slug}/people`)
      await page.locator('.person-acts summary').first().click()
      expect(await axeFaults(page), lang).toEqual([])
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(wide, lang).toBe(0)
    }
    await page.locator('details[open] button').first().click()
    await page.waitForFunction(() => document.activeElement?.className === 'ds-error-summary')
    expect(await axeFaults(page)).toEqual([])
    for (const path of ['/ky/sign-in/lost', '/ky/sign-in/lost?sent', '/ky/link/made-up']) {
      await page.goto(server.url + path)
      expect(await axeFaults(page), path).toEqual([])
    }
  })
})
