import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_ACCOUNTS } from '#db/seed/demoAccounts.ts'
import { engineMissing, freshDatabase } from '#tests/support/app.ts'
import { cli } from '#tests/support/cli.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const SECRET_TEXT = 'Менин купуя сөзүм'
const CONTACT = { name: 'Аты Жөнү', email: 'resident@mail.example', phone: '+996 555 123456' }

describe.skipIf(engineMissing())('what a portal keeps to itself', () => {
  let server: Server
  beforeAll(async () => {
    const env = { ...(await freshDatabase()), ASHAR_DEMO: '1' }
    await cli(['seed', '--demo'], env)
    server = await startServer({ ...env, LOG_LEVEL: 'trace', SITE_URL: 'http://localhost:4321' })
  })
  afterAll(() => server.stop())

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { redirect: 'manual', headers })
  const signIn = async (): Promise<Response> => {
    const [account] = DEMO_ACCOUNTS
    return fetch(`${server.url}/ky/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: server.url },
      body: new URLSearchParams({ email: account?.email ?? '', password: account?.password ?? '' }),
    })
  }

  it('is not in its logs: words, contacts, tracking codes, passwords, questions of addresses', async () => {
    const { items } = (await (await get('/api/v1/municipalities?limit=1')).json()) as { items: { id: string }[] }
    const sent = await fetch(`${server.url}/api/v1/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...{ kind: 'complaint', municipality: items[0]?.id, subject: { type: 'general' }, text: SECRET_TEXT, contact: CONTACT },
        consent: { publish: false, shareContact: true },
      }),
    })
    expect(sent.status).toBe(201)
    const { reference, trackingCode } = (await sent.json()) as { reference: string; trackingCode: string }
    expect(await (await get(`/ky/feedback/${reference}?trackingCode=${trackingCode}`)).text()).toContain(SECRET_TEXT)
    await get(`/ky/municipalities?q=${encodeURIComponent('издегеним')}`)
    await get(`/ky/no/such/page?${trackingCode}`)
    await signIn()
    const written = server.output()
    expect(written).toContain('"level"')
    for (const secret of [
      SECRET_TEXT,
      ...Object.values(CONTACT),
      trackingCode,
      DEMO_ACCOUNTS[0]?.password ?? '',
      'издегеним',
      '127.0.0.1',
    ])
      expect(written).not.toContain(secret)
  })

  it('stays in no cache on the way: pages of one person, and of a tracking code', async () => {
    const cookie = (await signIn()).headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    for (const path of ['/ky/', '/ky/desk', '/ky/m/aleksandrovka'])
      expect((await get(path, { cookie })).headers.get('cache-control'), path).toMatch(/no-store/)
    expect((await get('/ky/feedback/KG-0000-0000?trackingCode=X')).headers.get('cache-control')).toMatch(/no-store/)
    // And what was rendered for one is not what the next one gets.
    expect(await (await get('/ky/', { cookie })).text()).toContain(DEMO_ACCOUNTS[0]?.name)
    expect(await (await get('/ky/')).text()).not.toContain(DEMO_ACCOUNTS[0]?.name)
  })

  it('is behind cookies that scripts cannot read and other sites cannot send', async () => {
    const cookies = (await signIn()).headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/HttpOnly/i)
      expect(cookie).toMatch(/SameSite=(Lax|Strict)/i)
    }
  })

  it('is guarded against floods: too many looks at references are answered 429, with when to come back', async () => {
    let last: Response | undefined
    for (let round = 0; round < 40 && last?.status !== 429; round += 1)
      for (const answer of await Promise.all(Array.from({ length: 25 }, () => get('/api/v1/feedback/KG-0000-0000')))) {
        await answer.arrayBuffer()
        last = answer
      }
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    // One address that floods shuts nobody out of the pages.
    expect((await get('/ky/')).status).toBe(200)
  })

  it('is on pages without inline scripts, inline styles or anything from elsewhere', async () => {
    const cookie = (await signIn()).headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    for (const path of [
      '/',
      '/municipalities',
      '/m/aleksandrovka',
      '/m/aleksandrovka/budget/2020',
      '/m/aleksandrovka/services',
      '/m/aleksandrovka/feedback',
      '/feedback',
      '/about',
      '/api',
      '/sign-in',
      '/desk',
      '/desk/totals',
      '/desk/deliveries',
    ]) {
      const html = await (await get(`/ru${path}`, path.startsWith('/desk') ? { cookie } : {})).text()
      expect(html, path).toContain('</html>')
      expect(html.match(/<script\b(?![^>]*\bsrc=)(?![^>]*type="application\/(json|ld\+json)")[^>]*>/g) ?? [], path).toEqual([])
      expect(html.match(/<style\b|\sstyle="|\son[a-z]+="/g) ?? [], path).toEqual([])
      expect(
        [...html.matchAll(/<(?:script|link rel="stylesheet"|img|iframe)\b[^>]*\b(?:src|href)="([^"]+)"/g)]
          .map(one => one[1] ?? '')
          .filter(one => !/^\/(?!\/)|^data:image/.test(one)),
        path,
      ).toEqual([])
    }
  })
})
