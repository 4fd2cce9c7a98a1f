import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { type Server, startServer } from '#tests/support/server.ts'
import { jar } from '#tests/support/jar.ts'

let server: Server
const cli = (...args: string[]) =>
  execFileSync(process.execPath, ['src/cli/main.ts', ...args], {
    env: { ...process.env, ...server.env, SITE_URL: server.url },
    encoding: 'utf8',
  }).trim()

describe.skipIf(engineMissing())('an invited colleague', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it('opens the link of `user add`, sets a password, works, signs out and in again', async () => {
    const link = cli('user', 'add', '--email', 'aigul@dpi.example', '--role', 'dpi', '--lang', 'ru').split('\n').at(-1) ?? ''
    expect(link).toMatch(new RegExp(`^${server.url}/ru/link/[\\w-]{43}$`))
    const browser = jar(server.url)
    for (let n = 0; n < 2; n += 1) {
      const page = await browser.get(link.slice(server.url.length))
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('value="aigul@dpi.example"')
    }
    const short = await browser.post(link.slice(server.url.length), { password: 'short' })
    expect([short.status, await short.text()]).toEqual([422, expect.stringContaining('Нужно знаков не меньше: 12')])
    const set = await browser.post(link.slice(server.url.length), { password: 'жаан тийди кече' })
    expect([set.status, set.headers.get('location')]).toEqual([303, '/ru/desk'])
    const cookies = set.headers.getSetCookie()
    expect(cookies.find(cookie => cookie.startsWith('ashar_session='))).toMatch(/HttpOnly; SameSite=Lax/)
    expect((await browser.get(link.slice(server.url.length))).status).toBe(410)
    expect((await browser.get('/ru/sign-in')).status).toBe(303)

    expect((await browser.post('/ru/sign-out', {})).status).toBe(303)
    const wrong = await browser.post('/ru/sign-in?next=/ru/desk/totals', {
      email: 'aigul@dpi.example',
      password: 'not this one',
      next: '/ru/desk/totals',
    })
    const page = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(page).toContain('Адрес или пароль не подходят')
    expect(page).toContain('value="aigul@dpi.example"')
    expect(page).not.toContain('not this one')
    const inside = await browser.post('/ru/sign-in', {
      email: 'Aigul@DPI.example ',
      password: 'жаан тийди кече',
      next: '/ru/desk/totals',
    })
    expect([inside.status, inside.headers.get('location')]).toEqual([303, '/ru/desk/totals'])
    const elsewhere = jar(server.url)
    const bent = await elsewhere.post('/ky/sign-in', {
      email: 'aigul@dpi.example',
      password: 'жаан тийди кече',
      next: '//evil.example',
    })
    expect(bent.headers.get('location')).toBe('/ky/desk')
  })

  it('is answered in three languages, with 404 for a made-up link', async () => {
    const browser = jar(server.url)
    for (const [lang, word] of [
      ['ky', 'Мындай шилтеме жок'],
      ['ru', 'Такой ссылки нет'],
      ['en', 'This link is not known'],
    ]) {
      const page = await browser.get(`/${lang}/link/made-up`)
      expect([page.status, await page.text()]).toEqual([404, expect.stringContaining(word ?? '')])
    }
  })

  it('never signs out by a link, nor by a form of another site', async () => {
    const browser = jar(server.url)
    await browser.post('/ky/sign-in', { email: 'aigul@dpi.example', password: 'жаан тийди кече' })
    await browser.get('/ky/sign-out')
    expect((await browser.post('/ky/sign-out', {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await browser.get('/ky/sign-in')).status).toBe(303)
  })
})
