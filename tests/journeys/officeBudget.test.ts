import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedBase } from '#db/seed/base.ts'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults, overflowing, smallTargets } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const [EMAIL, PASSWORD] = ['nurlan@office.example', 'жаан тийди кече']
/** From the list of budgets to the published one, with a file in which everything fits. */
const MOST_CLICKS = 8
const FILE = [
  'Аталышы;2027-жыл, миң сом;%',
  'Кирешелер;;',
  'Жер салыгы;60000;',
  'Мүлк салыгы;50000;',
  'Жыйынтыгы;110000;',
  'Чыгашалар;;',
  'Көчө жарыгы;40000;',
  'Таза суу;70000;',
  'Жыйынтыгы;110000;',
].join('\n')
let app: App
let server: Server
let browser: Browser | undefined

const faults = async (page: Page) => [await axeFaults(page), await overflowing(page), await smallTargets(page)]

describe('an accountant and a spreadsheet', () => {
  beforeAll(async () => {
    browser = await openBrowser()
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    await seedBase(app)
    const unitId = (await readMunicipality(app, 'ala-buka'))?.id
    const made = await createAccount(app, OPERATOR, { email: EMAIL, name: 'Нурлан', language: 'ky', role: 'publisher', unitId })
    if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: 'test' })
    server = await startServer(settings)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await app?.close()
  })

  it.each([
    ['on a phone in Kyrgyz, without scripts', 'ky', 360, false, 2027],
    ['on a desk in Russian', 'ru', 1280, true, 2028],
  ] as const)('%s: from the list to the published budget in few clicks', async (_, lang, width, javaScriptEnabled, year) => {
    if (!browser) return
    const context = await browser.newContext({ viewport: { width, height: 740 }, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto(`${server.url}/${lang}/office/ala-buka/budgets`)
    await page.fill('[name=email]', EMAIL)
    await page.fill('[name=password]', PASSWORD)
    await page.click('form.form button[type=submit]')
    await page.waitForURL(/\/budgets$/)
    const look = async (name: string) => {
      if (javaScriptEnabled) expect([name, ...(await faults(page))]).toEqual([name, [], [], []])
    }
    let clicks = 0
    const press = async (where: string) => {
      clicks += 1
      await page.click(`main ${where}`)
      await page.waitForLoadState()
    }
    await look('list')
    await press('.actions a.ds-button:first-child')
    await look('upload')
    // Choosing a file is a press on the field and one on the file.
    clicks += 2
    const file = FILE.replace('2027', String(year))
    await page.setInputFiles('[name=file]', { name: 'бюджет.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
    if (year !== 2027) await page.fill('[name=year]', String(year))
    await press('form.form button[type=submit]')
    expect(page.url()).toMatch(/\/columns$/)
    await look('columns')
    await press('.actions a.ds-button')
    await look('changes')
    await press('.actions a.ds-button')
    await look('preview')
    await press('form.actions button[type=submit]')
    await page.waitForURL(/published=/)
    await look('published')
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS)
    const answer = await page.goto(`${server.url}/${lang}/m/ala-buka/budget/${year}`)
    expect(answer?.status()).toBe(200)
    await context.close()
  })

  it('every step has no fault that axe finds, also with findings, a refusal, and somebody else in between', async () => {
    if (!browser) return
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    await page.goto(`${server.url}/ky/office/ala-buka/budgets/new`)
    await page.fill('[name=email]', EMAIL)
    await page.fill('[name=password]', PASSWORD)
    await page.click('form.form button[type=submit]')
    await page.waitForURL(/\/new$/)
    const found: Record<string, unknown> = {}
    const look = async (name: string) => {
      const seen = await faults(page)
      if (seen.flat().length > 0) found[name] = seen
    }
    const bring = async (year: number, text: string) => {
      await page.goto(`${server.url}/ky/office/ala-buka/budgets/new`)
      await page.setInputFiles('[name=file]', { name: 'бюджет.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
      await page.fill('[name=year]', String(year))
      await page.click('form.form button[type=submit]')
      await page.waitForURL(/\/columns$/)
      return page.url().replace(/\/columns$/, '')
    }
    await page.click('form.form button[type=submit]')
    await look('nothing chosen')
    await bring(2031, 'Аталышы;2031-ж. план 1;2031-ж. план 2\nКирешелер;;\nЖер салыгы;1;60000\nЧыгашалар;;\nТаза суу;2;60000')
    await look('refused')
    const prepared = await bring(2030, FILE.replace('2027', '2030').replace('50000', '40000'))
    await look('columns')
    for (const summary of await page.locator('main summary').all()) await summary.click()
    await look('columns to correct')
    for (const step of ['findings', 'changes', 'preview']) {
      await page.goto(`${prepared}/${step}`)
      await look(step)
    }
    await page.goto(`${prepared}/findings`)
    const other = await context.newPage()
    await other.goto(`${prepared}/findings`)
    await other.locator('main textarea').first().fill('Жыйынтык мурда басылган')
    await other.click('form.form button[type=submit]')
    await page.locator('main textarea').first().fill('Жыйынтык эки жолу эсептелген')
    await page.click('form.form button[type=submit]')
    expect(await page.locator('.edited-meanwhile').count()).toBe(1)
    expect(await page.locator('main textarea').first().inputValue()).toBe('Жыйынтык эки жолу эсептелген')
    await look('edited meanwhile')
    expect(found).toEqual({})
    await context.close()
  })
})
