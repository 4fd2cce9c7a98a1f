import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engineMissing } from '#tests/support/app.ts'
import { ALA_BUKA, goodWord } from '#tests/support/feedback.ts'
import { type Server, startServer } from '#tests/support/server.ts'

let server: Server
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/v1/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'ru', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

describe.skipIf(engineMissing())('the API takes a word', () => {
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  it('answers 201 with all that is needed to follow it, by SOATE or id', async () => {
    const response = await post(goodWord(ALA_BUKA))
    const sent = (await response.json()) as Record<string, string>
    expect(response.status).toBe(201)
    expect(sent).toEqual({
      reference: expect.stringMatching(/^KG-\w{4}-\w{4}$/),
      trackingCode: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
      url: expect.stringContaining(`/ky/feedback/${sent.reference}`),
      status: 'received',
    })
    expect(response.headers.get('location')).toBe(sent.url)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    const open = await fetch(`${server.url}/api/v1/feedback/${sent.reference}`)
    expect(open.headers.get('access-control-allow-origin')).toBe('*')
    expect(open.headers.get('etag')).toBeTruthy()
    const everybody = await open.json()
    expect(everybody).toMatchObject({
      reference: sent.reference,
      status: 'received',
      municipality: { soate: ALA_BUKA },
      kind: 'complaint',
      subject: { type: 'service', id: 'L04' },
      history: [{ status: 'received', by: 'resident' }],
    })
    expect(everybody).not.toHaveProperty('text')
    const own = await fetch(`${server.url}/api/v1/feedback/${sent.reference}?trackingCode=${sent.trackingCode}`)
    expect([own.headers.get('cache-control'), await own.json()]).toEqual([
      'no-store',
      expect.objectContaining({ text: goodWord('').text }),
    ])
    for (const path of [`${sent.reference}?trackingCode=0000`, 'KG-0000-0000', 'nonsense'])
      expect((await fetch(`${server.url}/api/v1/feedback/${path}`)).status).toBe(404)
  })

  it('answers a repeat as the first time, also when both come at once, and refuses another body', async () => {
    const key = { 'idempotency-key': 'a-key-of-mine-1' }
    const all = await Promise.all(Array.from({ length: 8 }, () => post(goodWord(ALA_BUKA), key)))
    const bodies = new Set(await Promise.all(all.map(response => response.text())))
    expect([all.map(response => response.status), bodies.size]).toEqual([Array(8).fill(201), 1])
    const other = await post({ ...goodWord(ALA_BUKA), text: 'Башка' }, key)
    expect([other.status, await other.json()]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ code: 'idempotency.mismatch' })] }),
    ])
  })

  it('tells the statuses of what cannot be read apart', async () => {
    const cases: [number, Promise<Response>, string][] = [
      [400, post('{"kind":'), 'body.unreadable'],
      [400, post(''), 'body.unreadable'],
      [415, post(JSON.stringify(goodWord(ALA_BUKA)), { 'content-type': 'text/plain' }), 'body.contentType'],
      [413, post(JSON.stringify({ ...goodWord(ALA_BUKA), text: 'я'.repeat(300_000) })), 'body.tooLarge'],
      [422, post(goodWord(ALA_BUKA), { 'idempotency-key': 'two words' }), 'idempotency.key'],
    ]
    for (const [status, asked, code] of cases) {
      const response = await asked
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toContain('application/problem+json')
      const problem = (await response.json()) as { errors: { code: string; message: string }[] }
      expect(problem.errors[0]?.code).toBe(code)
      expect(problem.errors[0]?.message).toMatch(/[а-я]/)
    }
  })

  it('holds back a flood and says when to come back', async () => {
    const flood = await startServer({ TRUST_PROXY: '1' })
    try {
      const send = (from: string) =>
        fetch(`${flood.url}/api/v1/feedback`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
          body: JSON.stringify({ ...goodWord(ALA_BUKA), ratings: undefined }),
        })
      const statuses = new Map<number, number>()
      for (let round = 0; round < 31; round += 1)
        for (const response of await Promise.all(Array.from({ length: 10 }, () => send('192.0.2.1')))) {
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
          if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
        }
      expect(statuses.get(201)).toBe(300)
      expect(statuses.get(429)).toBe(10)
      expect((await send('192.0.2.2')).status).toBe(201)
    } finally {
      await flood.stop()
    }
  })

  it('gives the catalogue with its version, legal basis and criteria', async () => {
    const response = await fetch(`${server.url}/api/v1/services`)
    const catalogue = (await response.json()) as { items: { code: string }[] }
    expect(catalogue).toMatchObject({ version: expect.any(String), standing: 'toConfirm', next: null })
    expect(catalogue.items.map(item => item.code)).toEqual([
      ...Array.from({ length: 24 }, (_, n) => `L${String(n + 1).padStart(2, '0')}`),
      ...Array.from({ length: 10 }, (_, n) => `D${String(n + 1).padStart(2, '0')}`),
    ])
  })
})
