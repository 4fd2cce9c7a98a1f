import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { correctReport } from '#features/reports/correctReport.ts'
import { readPublishedReport } from '#features/reports/readPublishedReport.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { freshDatabase } from '#tests/support/app.ts'
import { axeFaults, overflowing, smallTargets } from '#tests/support/axe.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { seededPlace } from '#tests/support/feedback.ts'
import { published, written } from '#tests/support/reports.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const [EMAIL, PASSWORD] = ['nurlan@e.example', 'жаан тийди кече']
let app: App
let server: Server
let browser: Browser | undefined
let place = { id: '', slug: '' }
let address = ''

async function signedIn(options: { javaScriptEnabled?: boolean; width?: number } = {}): Promise<Page> {
  const context = await (browser as Browser).newContext({
    viewport: { width: options.width ?? 360, height: 740 },
    javaScriptEnabled: options.javaScriptEnabled ?? true,
  })
  const page = await context.newPage()
  await page.goto(`${server.url}/ky/office/${place.slug}/reports`)
  await page.fill('[name=email]', EMAIL)
  await page.fill('[name=password]', PASSWORD)
  await page.click('form.form button[type=submit]')
  await page.waitForURL(/\/reports$/)
  return page
}

describe('a report in a real browser', () => {
  beforeAll(async () => {
    browser = await openBrowser()
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    place = await seededPlace(app)
    const open = await published(app, place.id)
    const texts = { ky: { title: 'Башчынын отчету', body: '## Суу\n\n| Айыл | Сом |\n|---|--:|\n| Баш-Булак | 5 |' } }
    await correctReport(app, OPERATOR, { ...open, content: written({ texts }), reason: 'Таблица кошулду' })
    address = `/m/${place.slug}/reports/${(await readPublishedReport(app, open.id))?.slug}`
    const made = await createAccount(app, OPERATOR, {
      ...{ email: EMAIL, name: 'Нурлан', language: 'ky', role: 'publisher', unitId: place.id },
    })
    if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: 'test' })
    server = await startServer(settings)
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await app?.close()
  })

  it('is begun, written with the buttons, and published in few presses on a phone', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn()
    let presses = 0
    const press = async (selector: string) => {
      presses += 1
      await page.click(selector)
    }
    await press('button[name=type][value=session]')
    await page.waitForURL(/\/reports\/[\w-]+$/)
    const body = page.locator('[name="ky.body"]')
    await body.fill('Көпүрө')
    await body.press('ControlOrMeta+a')
    await press('.markdown-field [data-mark=bold]')
    expect(await body.inputValue()).toBe('**Көпүрө**')
    await body.press('ControlOrMeta+z')
    expect(await body.inputValue()).toBe('Көпүрө')
    await body.press('ControlOrMeta+a')
    await body.press('ControlOrMeta+b')
    await body.press('End')
    await body.press('Enter')
    await page.keyboard.type('- бир')
    await page.keyboard.press('Enter')
    await page.keyboard.type('эки')
    expect(await body.inputValue()).toBe('**Көпүрө**\n- бир\n- эки')
    await press('.edit-bar button[value=publish]')
    await page.waitForURL(/done=publish/)
    expect(presses).toBeLessThan(5)
    await page.click('a:has-text("Жарыяланган баракты ачуу")')
    expect(await page.locator('.markdown strong').textContent()).toBe('Көпүрө')
    expect(await page.locator('.markdown li').allTextContents()).toEqual(['бир', 'эки'])
  })

  it('has a toolbar that goes by keys, one stop of the tab key', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn({ width: 1280 })
    await page.click('button[name=type][value=other]')
    await page.waitForURL(/\/reports\/[\w-]+$/)
    await page.focus('[name="ky.title"]')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    expect(await page.inputValue('[name="ky.body"]')).toBe('## ')
    await page.keyboard.press('Shift+Tab')
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.mark)).toBe('heading')
  })

  it('is written without JavaScript in a plain field that names its marks', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn({ javaScriptEnabled: false })
    await page.click('button[name=type][value=other]')
    await page.waitForURL(/\/reports\/[\w-]+$/)
    expect(await page.locator('.markdown-bar').count()).toBe(0)
    expect(await page.locator('.markdown-marks').first().textContent()).toContain('**')
    await page.fill('[name="ky.title"]', 'Скриптсиз')
    await page.fill('[name="ky.body"]', '**Жоон**')
    await page.locator('[name="ky.title"]').press('Enter')
    await page.waitForURL(/done=save/)
    expect(await page.locator('h1').textContent()).toBe('Скриптсиз')
  })

  it('has pages that axe finds nothing in, that fit a phone, and whose targets a thumb hits', async context => {
    if (!browser) return context.skip('no browser')
    const page = await signedIn()
    await page.click('button[name=type][value=annual]')
    await page.waitForURL(/\/reports\/[\w-]+$/)
    const work = new URL(page.url()).pathname.slice(3)
    const pages = ['/reports', `/m/${place.slug}/reports`, address, `${address}/versions`, `/office/${place.slug}/reports`, work]
    for (const lang of ['ky', 'ru'])
      for (const one of pages) {
        await page.goto(`${server.url}/${lang}${one}`)
        expect(await axeFaults(page), `${lang} ${one}`).toEqual([])
        expect(await overflowing(page), `${lang} ${one}`).toEqual([])
        expect(await smallTargets(page), `${lang} ${one}`).toEqual([])
      }
  })
})
