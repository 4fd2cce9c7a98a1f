import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { engineMissing } from '#tests/support/app.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, { redirect: 'manual', ...init })
const html = async (path: string) => (await get(path)).text()

describe.skipIf(engineMissing())('the face of the portal', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it.each(LANGUAGES)('says its language and its siblings on every page (%s)', async lang => {
    for (const path of ['/', '/about', '/privacy', '/accessibility', '/guides/read-a-budget', '/municipalities']) {
      const page = await html(`/${lang}${path}`)
      expect(page).toContain(`<html lang="${lang}"`)
      for (const other of LANGUAGES) expect(page).toContain(`hreflang="${other}" href="${server.env.SITE_URL ?? 'http'}`)
      expect(page.match(/<h1[\s>]/g)).toHaveLength(1)
      expect(page).not.toMatch(/\sstyle="|<style|<script>/)
    }
  })

  it('answers 404 with a way on, in the language of the address, and to languages it does not have', async () => {
    const missing = await get('/ru/no-such-page')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('Такой страницы нет')
    for (const path of ['/xx/about', '/xx/', '/nothing']) expect([path, (await get(path)).status]).toEqual([path, 404])
    expect((await get('/ky/guides/no-such-guide')).status).toBe(404)
  })

  it('remembers a language by a plain link that cannot lead elsewhere', async () => {
    const chosen = await get('/ru/language?to=%2Fm%2Fx%3Fy%3D1')
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/ru/m/x?y=1'])
    expect(chosen.headers.get('set-cookie')).toMatch(/^ashar_lang=ru;.*HttpOnly/)
    const root = await get('/', { headers: { cookie: 'ashar_lang=ru' } })
    expect(root.headers.get('location')).toBe('/ru/')
    for (const to of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere.example', 'x']) {
      const location = (await get(`/ru/language?to=${encodeURIComponent(to)}`)).headers.get('location') ?? ''
      expect(new URL(location, server.url).origin).toBe(server.url)
    }
    for (const to of ['/m/ы?q=Ош', '/m/x\r\nx: y', '/..//elsewhere.example']) {
      const answer = await get(`/ru/language?to=${encodeURIComponent(to)}`)
      expect([to, answer.status]).toEqual([to, 303])
      expect(answer.headers.get('location')).toMatch(/^\/ru\/(m\/%D1%8B\?q=%D0%9E%D1%88)?$/)
    }
  })

  it('tells machines what is for them', async () => {
    const robots = await html('/robots.txt')
    for (const closed of ['desk', 'office', 'account', 'kept']) expect(robots).toContain(`Disallow: /*/${closed}\n`)
    expect(robots).toMatch(/Sitemap: \S+\/sitemap\.xml/)
    const sitemap = await get('/sitemap.xml')
    expect(sitemap.headers.get('content-type')).toContain('xml')
    const listed = await sitemap.text()
    expect(listed.match(/<loc>/g)?.length).toBeGreaterThanOrEqual(18)
    for (const page of ['reports', 'hearings', 'practices']) expect(listed).toContain(`/ru/${page}</loc>`)
    expect(await html('/.well-known/security.txt')).toMatch(/^Contact: mailto:\S+\nExpires: 20/)
    expect(await (await get('/ky/centres.json')).json()).toBeInstanceOf(Array)
  })

  it('weighs a reading page with its styles and all fonts at 60 kB or less over the wire', async () => {
    for (const path of ['/ky/', '/ky/municipalities', '/ky/about']) {
      const page = await html(path)
      const styles = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href = '']) => href)
      const wire = (body: Buffer | string) => brotliCompressSync(body).length
      const fonts = ['latin', 'cyrillic', 'kyrgyz'].flatMap(name =>
        [400, 600].map(weight => readFileSync(`public/fonts/golos-${name}-${weight}.woff2`).length),
      )
      const bytes =
        wire(page) +
        styles.reduce((sum, href) => sum + wire(readFileSync(`dist/client${href}`)), 0) +
        fonts.reduce((sum, size) => sum + size, 0)
      expect(bytes, path).toBeLessThanOrEqual(60_000)
    }
  })
})
