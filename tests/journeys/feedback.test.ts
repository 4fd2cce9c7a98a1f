import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '#tests/support/browser.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const browser: Browser | undefined = await openBrowser()
let server: Server

const next = (page: Page) => Promise.all([page.waitForNavigation(), page.click('form[method=post] [type=submit]')])
async function untilWords(page: Page): Promise<void> {
  await page.goto(`${server.url}/ky/m/ala-buka/feedback?about=service&id=L04`)
  await next(page)
  if (page.url().includes('step=which')) await next(page)
  await page.check('[value=complaint]')
  await next(page)
  await next(page)
  expect(page.url()).toContain('step=words')
}

describe.skipIf(!browser)('a resident whose connection comes and goes', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(async () => {
    await server?.stop()
    await browser?.close()
  })

  it('finds the words again, sees that they wait, has them sent once, and can take them back', async () => {
    const context = await (browser as Browser).newContext()
    const page = await context.newPage()
    await untilWords(page)
    await page.fill('textarea', 'Суу жок, жооп күтөм.')
    expect(await page.textContent('[data-counter]')).toContain('3980')
    await page.reload()
    expect(await page.inputValue('textarea')).toBe('Суу жок, жооп күтөм.')
    expect(await page.isVisible('[data-restored]')).toBe(true)

    await page.check('[name=publish][value=yes]')
    await context.setOffline(true)
    await page.click('form[method=post] [type=submit]')
    await page.waitForSelector('[data-offline]:not([hidden])')
    expect(await page.textContent('form[method=post] [type=submit]')).toBe('Байланыш күтүлүүдө…')
    await context.setOffline(false)
    await page.waitForURL(/step=where/)
    for (let step = 0; step < 3; step += 1) await next(page)
    expect(page.url()).toContain('step=check')
    expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('жооп күтөм')
    await next(page)
    expect(page.url()).toMatch(/feedback\/KG-.*trackingCode=.*&sent=/)
    expect(await page.evaluate(() => localStorage.length)).toBe(0)
    expect(await page.isVisible('[data-print]')).toBe(true)

    await page.click('details:has([name="confirm[]"]) summary')
    await page.check('[name="confirm[]"]')
    await Promise.all([page.waitForNavigation(), page.click('details [type=submit]')])
    expect(await page.textContent('main')).toContain('Автор кайтарып алды')
    await context.close()
  })
})
