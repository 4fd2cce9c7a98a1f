import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Receiver, startReceiver } from '#features/delivery/startReceiver.ts'
import { envelopeFaults } from '#features/feedback/envelopeFaults.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { cli } from '#tests/support/cli.ts'
import { fillForm } from '#tests/support/fillForm.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const SECRET = 'whsec_am91cm5leS1vZi1hLXdvcmQtc2VjcmV0'
const PLACE = 'aleksandrovka'
const ANALYST = { email: 'analyst@dpi.example', password: 'бирге окуп бирге жазабыз' }

const browser = await openBrowser()

describe.skipIf(!browser)("a resident's word", () => {
  let receiver: Receiver
  let server: Server

  const visit = async (options: { javaScript: boolean; language: string }): Promise<Page> => {
    const context = await (browser as Browser).newContext({
      baseURL: server.url,
      javaScriptEnabled: options.javaScript,
      locale: options.language,
      viewport: { width: 360, height: 740 },
    })
    const page = await context.newPage()
    page.on('pageerror', error => expect.soft(String(error), 'an error in a script').toBe(''))
    page.on('console', message => {
      if (/Content.Security.Policy/i.test(message.text())) expect.soft(message.text(), 'a breach of the policy').toBe('')
    })
    return page
  }

  beforeAll(async () => {
    receiver = await startReceiver({ port: 0, secret: SECRET, faults: envelopeFaults('https://receiver.invalid') })
    const database = await freshDatabase()
    const env = { ...database, DPI_WEBHOOK_URL: receiver.url, DPI_WEBHOOK_SECRET: SECRET }
    server = await startServer(env)
    const imported = await cli(
      [
        'budget',
        'import',
        'tests/fixtures/budgets/aleksandrovka-2020.csv',
        '--municipality',
        PLACE,
        '--year',
        '2020',
        '--stage',
        'approved',
        '--json',
      ],
      env,
    )
    expect(JSON.parse(imported)).toMatchObject({
      findings: expect.arrayContaining([expect.objectContaining({ difference: expect.anything() })]),
    })
    const link = (await cli(['user', 'add', '--email', ANALYST.email, '--role', 'dpi'], env)).trim().split('\n').at(-1) ?? ''
    const page = await visit({ javaScript: false, language: 'ky' })
    await page.goto(new URL(link).pathname)
    await page.locator('input[name=password]').fill(ANALYST.password)
    await page.locator('main form button[type=submit]').click()
    await page.context().close()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await receiver?.close()
  })

  for (const language of LANGUAGES)
    for (const javaScript of [true, false])
      it(`goes from a line of the budget to DPI and back onto the page (${language}, ${javaScript ? 'with' : 'without'} JavaScript)`, async () => {
        const text = `${inject('folder').slice(-4)} ${language} ${javaScript}: Салыктан түшкөн акча жолго жетеби?`
        const resident = await visit({ javaScript, language })
        const accessible = async (page: Page) => {
          if (javaScript) expect.soft(await axeFaults(page), page.url()).toEqual([])
        }

        // Read the budget, and begin at one of its lines.
        await resident.goto(`/${language}/m/${PLACE}/budget/2020`)
        await accessible(resident)
        const toForm = resident.locator(`a[href*="/m/${PLACE}/feedback?about=budgetLine"]`).first()
        await resident.goto(String(await toForm.getAttribute('href')))
        const steps = await fillForm(resident, text, accessible)
        expect(steps).toEqual(expect.arrayContaining(['about', 'kind', 'words', 'check']))

        // Sent: the reference stands there, and the tracking code opens the whole thread.
        await accessible(resident)
        const tracked = new URL(resident.url())
        const reference = /feedback\/(KG-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(tracked.pathname)?.[1] ?? ''
        expect(reference).not.toBe('')
        expect(await resident.locator('main').textContent()).toContain(reference)
        const stranger = await visit({ javaScript, language })
        await stranger.goto(tracked.pathname)
        expect(await stranger.locator('main').textContent()).not.toContain(text)

        // DPI has a valid, signed envelope.
        await expect
          .poll(() => receiver.received.find(one => one.data.reference === reference)?.type, { timeout: 30_000 })
          .toBe('feedback.submitted')
        expect(receiver.received.find(one => one.data.reference === reference)?.data).toMatchObject({
          text,
          municipality: { names: { en: expect.stringContaining('Aleksandrovka') } },
        })

        // The analyst signs in and publishes it.
        const analyst = await visit({ javaScript, language })
        await analyst.goto(`/${language}/desk/feedback/${reference}`)
        await analyst.locator('input[name=email]').fill(ANALYST.email)
        await analyst.locator('input[name=password]').fill(ANALYST.password)
        await analyst.locator('main form button[type=submit]').click()
        await analyst.waitForURL(url => url.pathname.includes('/desk'))
        await analyst.goto(`/${language}/desk/feedback/${reference}`)
        await accessible(analyst)
        expect(await analyst.locator('main').textContent()).toContain(text)
        const decided = analyst.waitForEvent('framenavigated')
        await analyst.locator('button[name=decision][value=publish]').click()
        await decided

        // And everybody reads it: under its reference, and on the municipality's page, which was kept until now.
        await stranger.goto(tracked.pathname)
        expect(await stranger.locator('main').textContent()).toContain(text)
        await stranger.goto(`/${language}/m/${PLACE}`)
        expect(await stranger.locator('main').textContent()).toContain(text)
        await accessible(stranger)
        await Promise.all([resident, stranger, analyst].map(page => page.context().close()))
      })
})
