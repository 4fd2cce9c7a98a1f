import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount } from '#features/identity/createAccount.ts'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { goodWord, seededLine, seededPlace, sent } from '#tests/support/feedback.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const PASSWORD = 'жаан тийди кече'
type Browser = ReturnType<typeof jar>
let app: App
let server: Server
let lineId = ''
let code = { reference: '', trackingCode: '' }

/** Where the switch of a page leads to, as the browser goes. */
async function switched(browser: Browser, html: string): Promise<string> {
  const href = /href="(\/ru\/language\?to=[^"]+)"/.exec(html)?.[1]?.replaceAll('&#38;', '&').replaceAll('&amp;', '&') ?? ''
  return (await browser.get(href)).headers.get('location') ?? `no switch: ${href}`
}

describe.skipIf(engineMissing())('the language switch', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    const place = await seededPlace(app)
    lineId = (await seededLine(app, place.id)).lineId
    code = await sent(app, goodWord(place.id))
    const made = await createAccount(app, OPERATOR, { email: 'a@dpi.example', name: 'Айгүл', language: 'ky', role: 'dpi' })
    if (made.ok) await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: 'a' })
    server = await startServer(settings)
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('leads to the same page with the same query, on every kind of page', async () => {
    const browser = jar(server.url)
    const { reference, trackingCode } = code
    const open = [
      '/',
      '/municipalities?q=ala',
      '/m/ala-buka',
      '/m/ala-buka/services',
      '/m/ala-buka/budget/2026',
      '/m/ala-buka/budget/2026?stage=approved',
      '/m/ala-buka/budget/2026?stage=approved&version=1&side=expenditure&sort=plan',
      '/m/ala-buka/feedback',
      '/m/ala-buka/feedback?step=about',
      `/m/ala-buka/feedback?about=budgetLine&id=${lineId}`,
      '/feedback',
      `/feedback/${reference}`,
      `/feedback/${reference}?trackingCode=${trackingCode}`,
      `/feedback/${reference}?trackingCode=${trackingCode}&sent=ala-buka`,
      '/sign-in?next=%2Fky%2Fdesk%3Fkind%3Dthanks',
      '/about',
      '/guides/read-a-budget',
      '/privacy',
      '/api',
    ]
    const desk = ['/desk?state=all&kind=complaint', `/desk/feedback/${reference}?state=all`, '/desk/totals?rows=oblast', '/desk/deliveries'] // prettier-ignore
    const check = async (path: string) => {
      const page = await browser.get(`/ky${path}`)
      expect([path, page.status]).toEqual([path, 200])
      expect(await switched(browser, await page.text())).toBe(`/ru${path}`)
    }
    for (const path of open) await check(path)
    expect((await browser.post('/ky/sign-in', { email: 'a@dpi.example', password: PASSWORD })).status).toBe(303)
    for (const path of desk) await check(path)
  })

  it('keeps the draft and the step of the form, after a refusal as well', async () => {
    const browser = jar(server.url)
    const form = '/ky/m/ala-buka/feedback'
    await browser.post(`${form}?step=about`, { about: 'service' })
    await browser.post(`${form}?step=which`, { which: 'L04' })
    const refused = await browser.post(`${form}?step=kind`, {})
    expect(refused.status).toBe(422)
    const to = await switched(browser, await refused.text())
    expect(to).toBe('/ru/m/ala-buka/feedback?step=kind')
    const page = await browser.get(to)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Какое это обращение?')])
  })
})
