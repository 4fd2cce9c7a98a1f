import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { postLarge } from '#tests/support/largeBody.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const HEADERS = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'cache-control',
]
const ask = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init })

describe.skipIf(engineMissing())('every answer', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ ASHAR_DEMO: '1' })
  })
  afterAll(() => server.stop())

  it('carries the security headers: pages, kept pages, 304, files, the API, redirects, refusals', async () => {
    const home = await ask(`${server.url}/ky/`)
    const asset = /href="(\/_astro\/[^"]+\.css)"/.exec(await home.text())?.[1]
    const answers = [
      home,
      await ask(`${server.url}/ky/`),
      await ask(`${server.url}/ky/`, { headers: { 'If-None-Match': String(home.headers.get('etag')) } }),
      await ask(`${server.url}${asset}`),
      await ask(`${server.url}/favicon.svg`),
      await ask(`${server.url}/`),
      await ask(`${server.url}/ky/no-such-page`),
      await ask(`${server.url}/nothing`),
      await ask(`${server.url}/api/v1/no-such-thing`),
      await ask(`${server.url}/healthz`),
      await ask(`${server.url}/readyz`),
      await ask(`${server.url}/ky/%FF`),
      await ask(`${server.url}/ky/`, { method: 'DELETE' }),
      await ask(`${server.url}/ky/sign-in`, { method: 'POST', headers: { Origin: 'https://evil.example' } }),
    ]
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 304, 200, 200, 302, 404, 404, 404, 200, 200, 400, 405, 403])
    for (const answer of answers) {
      for (const name of HEADERS) expect(answer.headers.get(name), `${answer.url} ${answer.status} ${name}`).toBeTruthy()
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|https:|\*/)
      expect(answer.headers.get('x-powered-by')).toBeNull()
      expect(answer.headers.get('x-ashar-page-tags')).toBeNull()
    }
  })

  it('is the same page whether kept or not, and its language is named', async () => {
    for (const lang of ['ky', 'ru', 'en']) {
      const answer = await ask(`${server.url}/${lang}/`)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(await answer.text()).toContain(`<html lang="${lang}"`)
    }
  })

  it('is never a server error, however odd the request', async () => {
    const odd: [string, RequestInit?][] = [
      ['/ky/%00'],
      ['/ky/m/%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
      ['/ky/m/__proto__'],
      ['/ky/m/constructor/budget/2020'],
      ['/ky/m/myrza-ake/budget/99999999999999999999'],
      ['/ky/m/myrza-ake/budget/-1'],
      [`/ky/municipalities?q=${'%F0%9F%98%80'.repeat(500)}`],
      ['/ky/municipalities?q=%FF%FE'],
      ['/ky/municipalities?q=%00&after=%27%3B--'],
      ["/ky/municipalities?q=' OR 1=1 --"],
      ['/ky/municipalities?q=%25%25%25_%5C'],
      ['/ky/feedback/%E2%80%AE'],
      [`/ky/feedback/${'K'.repeat(4_000)}`],
      ['/ky/feedback?reference=%00'],
      ['/ky/', { headers: { 'Accept-Language': 'x'.repeat(5_000) } }],
      ['/', { headers: { Cookie: 'ashar_lang=%FF; ashar_session=%00%FF; a=b=c;;;' } }],
      ['/ky/', { headers: { Cookie: `ashar_session=${'z'.repeat(3_000)}` } }],
      ['/ky/', { headers: { 'X-Forwarded-For': '"><script>', 'X-Forwarded-Host': 'evil.example' } }],
      ['/ky/sign-in', { method: 'POST', body: 'x' }],
      ['/ky/sign-in', { method: 'POST', body: '%FF=%FF&a', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
      ['/ky/sign-in', { method: 'POST', body: '--x', headers: { 'Content-Type': 'multipart/form-data; boundary=x' } }],
      ['/ky/sign-in', { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }],
      ['/ky/', { method: 'POST' }],
      ['/healthz', { method: 'POST' }],
      ['/api/v1/feedback', { method: 'POST', body: '{', headers: { 'Content-Type': 'application/json' } }],
      ['/api/v1/feedback', { method: 'POST', body: '[]', headers: { 'Content-Type': 'application/json' } }],
      ['/api/v1/feedback', { method: 'POST', body: `${'['.repeat(100_000)}`, headers: { 'Content-Type': 'application/json' } }],
      ['/api/v1/feedback', { method: 'PUT', body: '{}' }],
      ['/api/v1/municipalities?after=%00&limit=-1'],
      ['/api/v1/municipalities?after=%00'],
      ['/api/v1/municipalities?oblast=%00'],
      ['/api/v1/budgets?after=%00'],
      ['/api/v1/budgets?municipality=%00'],
      ['/api/v1/municipalities?limit=999999999999'],
      ['/api/v1/municipalities/%E0%A4%A'],
      ['/api/v1/budgets?municipality=%27&year=NaN'],
      ['/api/v1/budgets/00000000-0000-0000-0000-000000000000.csv'],
      ['/api/v1/deliveries/feedback?after=x', { headers: { Authorization: 'Bearer \u00ff' } }],
    ]
    for (const [path, init] of odd) {
      const answer = await ask(server.url + path, init)
      expect(answer.status, `${init?.method ?? 'GET'} ${path.slice(0, 80)}`).toBeLessThan(500)
      expect(await answer.text()).not.toMatch(/\bat .*\.(mjs|ts|js):\d+/)
    }
  })

  it('comes even to what is no HTTP at all, and the server goes on', async () => {
    const { port, hostname } = new URL(server.url)
    const say = (text: string): Promise<string> =>
      new Promise(resolve => {
        let heard = ''
        const socket = connect(Number(port), hostname, () => socket.end(text))
        socket.on('data', chunk => (heard += chunk))
        socket.on('close', () => resolve(heard))
        socket.on('error', () => resolve(heard))
      })
    for (const text of [
      'GARBAGE\r\n\r\n',
      'GET /ky/ HTTP/1.1\r\n\r\n',
      'GET /ky/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
      'GET http://elsewhere.example/ky/ HTTP/1.1\r\nHost: a\r\n\r\n',
      'POST /ky/sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc',
      `GET /ky/ HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`,
      'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: a\r\n\r\n',
      'GET / HTTP/1.0\r\n\r\n',
    ])
      expect(await say(text), text.slice(0, 40)).not.toMatch(/^HTTP\/1\.1 5/)
    expect((await ask(`${server.url}/healthz`)).status).toBe(200)
  })
})

describe.skipIf(engineMissing())('a writing request', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ SITE_URL: 'https://ashar.example' })
  })
  afterAll(() => server.stop())
  const post = (headers: Readonly<Record<string, string | undefined>>) =>
    ask(`${server.url}/ky/sign-in`, {
      method: 'POST',
      body: 'email=a',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers } as Record<string, string>,
    }).then(answer => answer.status)

  it('passes from our own pages, whatever the browser says about itself', async () => {
    for (const headers of [
      { Origin: 'https://ashar.example' },
      { Origin: server.url },
      { 'Sec-Fetch-Site': 'same-origin' },
      { Referer: 'https://ashar.example/ky/sign-in' },
      {},
    ])
      expect(await post(headers), JSON.stringify(headers)).not.toBe(403)
  })

  it('is refused from elsewhere', async () => {
    const session = { Cookie: '__Host-ashar_session=abc; ashar_session=abc' }
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'https://ashar.example.evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Referer: 'https://evil.example/?https://ashar.example' },
      session,
    ])
      expect(await post(headers), JSON.stringify(headers)).toBe(403)
  })

  it('over https, tells browsers to stay there', async () => {
    expect((await ask(`${server.url}/ky/`)).headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
  })

  it('is bounded: 200 MB are refused with a page that says how to mend it, and never held in memory', async () => {
    const memory = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    const before = process.platform === 'linux' ? memory() : 0
    const told = await postLarge(`${server.url}/ru/sign-in`, 200, false)
    expect(told).toMatchObject({ status: 413, cutOff: false, sent: 200 })
    expect(told.body).toContain('Отправленное слишком велико')
    expect(told.body).toContain('24 МБ')
    const untold = await postLarge(`${server.url}/ky/sign-in`, 200, true)
    expect(untold).toMatchObject({ status: 422, cutOff: false, sent: 200 })
    expect(untold.body).toContain('Форма өтө чоң')
    const program = await postLarge(`${server.url}/api/v1/feedback`, 200, false)
    expect(program).toMatchObject({ status: 413, cutOff: false })
    expect(program.body).toContain('application/problem+json')
    if (process.platform === 'linux') expect(memory() - before).toBeLessThan(150)
  })

  it('is cut off where it never ends', async () => {
    const heard = await postLarge(`${server.url}/ky/sign-in`, 2_000, false)
    expect(heard.sent).toBeLessThan(400)
    expect((await ask(`${server.url}/healthz`)).status).toBe(200)
  })
})

describe('built pages', () => {
  it('hold no inline script and no inline style in what is sent to browsers', () => {
    const files = readdirSync('dist/client', { recursive: true, encoding: 'utf8' }).filter(file => /\.(html|svg)$/.test(file))
    for (const file of files)
      expect(readFileSync(join('dist/client', file), 'utf8'), file).not.toMatch(/<script|\sstyle=|\son\w+=/)
  })
})
