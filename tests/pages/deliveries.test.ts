import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { enqueueDelivery } from '#features/delivery/enqueueDelivery.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from '#src/app.ts'
import { engineMissing } from '#tests/support/app.ts'
import { validator } from '#tests/support/envelopes.ts'
import { type Server, startServer } from '#tests/support/server.ts'

const TOKEN = 'a-long-token-for-dpi-to-pull-with'

describe.skipIf(engineMissing())('the pull feed and its receipts', () => {
  let server: Server
  let app: App
  beforeAll(async () => {
    server = await startServer({ DPI_PULL_TOKEN: TOKEN, SITE_URL: 'https://ashar.example' })
    app = buildApp(readConfig({ ...server.env, LOG_LEVEL: 'silent' }))
    for (let n = 1; n <= 5; n += 1)
      await app.store.write(tx => enqueueDelivery(app, tx, { type: 'feedback.submitted', orderKey: `KG-${n}`, data: { n } }))
    return async () => {
      await app.close()
      await server.stop()
    }
  })
  const ask = (path: string, init: RequestInit & { token?: string | undefined } = {}) => {
    const { token = TOKEN, ...rest } = init
    const headers = { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) }
    return fetch(`${server.url}/api/v1/deliveries/${path}`, { headers, ...rest })
  }
  const receipts = (...list: unknown[]) => ask('receipts', { method: 'POST', body: JSON.stringify({ receipts: list }) })

  it.each([
    ['no token', {}],
    ['a wrong token', { Authorization: 'Bearer a-wrong-token-of-some-good-length' }],
    ['a part of the token', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
    ['another scheme', { Authorization: `Basic ${TOKEN}` }],
    ['an empty token', { Authorization: 'Bearer ' }],
  ])('answers 401 to %s', async (_what, headers) => {
    for (const [path, method] of [
      ['feedback', 'GET'],
      ['receipts', 'POST'],
    ] as const) {
      const answer = await fetch(`${server.url}/api/v1/deliveries/${path}`, {
        method,
        headers: { 'Content-Type': 'application/json', ...headers } as Record<string, string>,
      })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    }
  })

  it('answers 401 to every token where none is set', async () => {
    const closed = await startServer()
    onTestFinished(() => closed.stop())
    for (const token of ['', 'undefined', TOKEN]) {
      const answer = await fetch(`${closed.url}/api/v1/deliveries/feedback`, { headers: { Authorization: `Bearer ${token}` } })
      expect(answer.status).toBe(401)
    }
  })

  it('gives every envelope in order, page by page, to the end', async () => {
    const seen: number[] = []
    let after: string | null = '0'
    let last = ''
    while (after !== null) {
      const answer: Response = await ask(`feedback?after=${after}&limit=2`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const page = (await answer.json()) as {
        items: { id: string; cursor: string; body: { type: string; timestamp: string; data: { n: number } } }[]
        next: string | null
      }
      for (const item of page.items) {
        expect(item.body).toMatchObject({ type: 'feedback.submitted', timestamp: expect.any(String) })
        seen.push(item.body.data.n)
        last = item.cursor
      }
      after = page.next
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
    expect(await (await ask(`feedback?after=${last}`)).json()).toEqual({ items: [], next: null })
  })

  it.each(['after=x', 'after=-1', 'limit=0', 'limit=201', 'limit=ten', 'after=1e3', 'after=99999999999999999999'])(
    'refuses ?%s by its path',
    async query => {
      const answer = await ask(`feedback?${query}`)
      expect(answer.status).toBe(422)
      const problem = (await answer.json()) as { errors: { path: string; code: string; message: string }[] }
      expect(problem.errors[0]?.path).toBe(query.split('=')[0])
      expect(problem.errors[0]?.message).not.toBe(problem.errors[0]?.code)
    },
  )

  it('takes receipts: what DPI has counts as received, and saying it twice changes nothing', async () => {
    const { items } = (await (await ask('feedback?limit=3')).json()) as { items: { id: string }[] }
    const [one, two] = items.map(item => item.id)
    const first = await receipts({ id: one, receivedAt: '2026-01-02T03:04:05Z', note: 'кабыл алынды\u0007' }, { id: two })
    expect([first.status, await first.json()]).toEqual([200, { received: 2, new: 2 }])
    const again = await receipts({ id: one, receivedAt: '2027-01-02T03:04:05Z' }, { id: one })
    expect(await again.json()).toEqual({ received: 2, new: 0 })
    const after = (await (await ask('feedback?limit=3')).json()) as { items: { state: string; receivedAt: string | null }[] }
    expect(after.items).toMatchObject([
      { state: 'sent', receivedAt: '2026-01-02T03:04:05.000Z' },
      { state: 'sent', receivedAt: expect.any(String) },
      { state: 'pullOnly', receivedAt: null },
    ])
  })

  it('refuses a list with an unknown id by its path, and takes none of it', async () => {
    const { items } = (await (await ask('feedback?after=4')).json()) as { items: { id: string; state: string }[] }
    const answer = await receipts({ id: items[0]?.id }, { id: '019caa00-0000-7000-8000-000000000001' })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ path: 'receipts.1.id', code: 'delivery.unknown' }] })
    expect(await (await ask('feedback?after=4')).json()).toMatchObject({ items: [{ state: 'pullOnly' }] })
  })

  it.each([
    ['{', 400, 'body.unreadable', ''],
    ['{}', 422, 'form.required', 'receipts'],
    ['{"receipts":[]}', 422, 'form.tooShort', 'receipts'],
    ['{"receipts":[{"id":"1"}]}', 422, 'delivery.id', 'receipts.0.id'],
    [
      '{"receipts":[{"id":"019caa00-0000-7000-8000-000000000001","receivedAt":"yesterday"}]}',
      422,
      'delivery.receivedAt',
      'receipts.0.receivedAt',
    ],
    ['{"receipts":[{"id":"019caa00-0000-7000-8000-000000000001","extra":1}]}', 422, 'form.unknownField', 'receipts.0'],
  ])('refuses %s', async (body, status, code, path) => {
    const answer = await ask('receipts', { method: 'POST', body })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ status, errors: [{ code, path }] })
  })

  it('serves the schema of the envelopes, with its own address', async () => {
    const answer = await fetch(`${server.url}/schemas/feedback.v1.json`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('json')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const schema = (await answer.json()) as { $id: string; $schema: string }
    expect(schema).toMatchObject({
      $id: 'https://ashar.example/schemas/feedback.v1.json',
      $schema: 'https://json-schema.org/draft/2020-12/schema',
    })
    expect(() => validator(schema)).not.toThrow()
  })
})
