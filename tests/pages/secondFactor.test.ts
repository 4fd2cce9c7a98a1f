import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { cli } from '#tests/support/cli.ts'
import { appCode, colleague, PASSWORD } from '#tests/support/colleague.ts'
import { jar } from '#tests/support/jar.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const email = 'admin@dpi.example'
let app: App
let server: Server
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

describe.skipIf(engineMissing())('somebody with an admin role', () => {
  beforeAll(async () => {
    const settings = await freshDatabase()
    app = buildApp(readConfig({ LOG_LEVEL: 'silent', ...settings }))
    server = await startServer(settings)
    await colleague(app, email, 'admin')
  })
  afterAll(async () => {
    await server?.stop()
    await app?.close()
  })

  it('is led to set up a code after the password, sees recovery codes once, and comes in by code from then on', async () => {
    const browser = jar(server.url)
    const inside = await browser.post('/ru/sign-in', { email, password: PASSWORD, next: '/ru/desk/totals' })
    expect([inside.status, inside.headers.get('location')]).toEqual([303, '/ru/sign-in/second-factor?next=%2Fru%2Fdesk%2Ftotals'])
    // Whatever is asked leads to the step.
    const desk = await browser.get('/ru/desk')
    expect(desk.headers.get('location')).toBe('/ru/sign-in?next=%2Fru%2Fdesk')
    expect((await browser.get('/ru/sign-in?next=%2Fru%2Fdesk')).headers.get('location')).toBe(
      '/ru/sign-in/second-factor?next=%2Fru%2Fdesk',
    )
    const page = await (await browser.get('/ru/sign-in/second-factor?next=/ru/desk/totals')).text()
    const secret = (/class="secret">([A-Z2-7 ]+)</.exec(page)?.[1] ?? '').replaceAll(' ', '')
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(page).toMatch(/<svg[^>]*>/)
    expect(page).not.toMatch(/\sstyle=/)
    const wrong = await browser.post('/ru/sign-in/second-factor', {
      sealed: hidden(page, 'sealed'),
      next: '/ru/desk/totals',
      code: '000000',
    })
    expect(wrong.status).toBe(422)
    const again = await wrong.text()
    expect(again).toContain('Код не подходит')
    expect(again.replaceAll(' ', '')).toContain(secret)
    const done = await browser.post('/ru/sign-in/second-factor', {
      sealed: hidden(again, 'sealed'),
      next: '/ru/desk/totals',
      code: appCode(secret),
    })
    const codes = await done.text()
    expect(done.status).toBe(200)
    expect(done.headers.get('cache-control')).toBe('no-store')
    const all = [...codes.matchAll(/<li>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<\/li>/g)].map(match => match[1] ?? '')
    expect(all).toHaveLength(10)
    expect(codes).toContain('href="/ru/desk/totals"')
    expect((await browser.get('/ru/desk/totals')).status).toBe(200)

    const other = jar(server.url)
    const begun = await other.post('/ky/sign-in', { email, password: PASSWORD, next: '/ky/desk' })
    expect(begun.headers.get('location')).toBe('/ky/sign-in/second-factor?next=%2Fky%2Fdesk')
    const used = await other.post('/ky/sign-in/second-factor', { code: appCode(secret), next: '/ky/desk' })
    expect([used.status, await used.text()]).toEqual([422, expect.stringMatching(/колдонулган|туура эмес/)])
    const passed = await other.post('/ky/sign-in/second-factor', { code: all[3] ?? '', next: '/ky/desk' })
    expect([passed.status, passed.headers.get('location')]).toEqual([303, '/ky/desk'])
    const account = await (await other.get('/ky/account')).text()
    expect(account).toContain('Калган камдык код: 9')
    expect(account).toContain('Портал администратору')
    const bent = await jar(server.url).get('/ky/sign-in/second-factor?next=//evil.example')
    expect(bent.headers.get('location')).toBe('/ky/sign-in')
  })

  it('who lost everything is helped by the operator', async () => {
    await expect(
      cli(['user', 'reset-second-factor', '--email', 'nobody@dpi.example', '--reason', 'x'], server.env),
    ).rejects.toThrow('account.unknown')
    expect(await cli(['user', 'reset-second-factor', '--email', email, '--reason', 'lost the phone'], server.env)).toContain(
      'taken away',
    )
    const inside = await jar(server.url).post('/en/sign-in', { email, password: PASSWORD })
    expect(inside.headers.get('location')).toMatch(/^\/en\/sign-in\/second-factor/)
  })
})
