import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { STREAM_FROM } from '#platform/http/front/capture.ts'
import { createFront } from '#platform/http/front/front.ts'
import { PageCache } from '#platform/http/front/pages.ts'
import { TAGS_HEADER } from '#platform/http/front/provider.ts'
import { bestCoding, represent } from '#platform/http/front/representation.ts'
import { openLog } from '#platform/log.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void
interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

async function front(handler: Handler) {
  const changed: string[] = []
  const seen: string[] = []
  const state = { broken: false, rendered: 0 }
  const server = createServer(
    createFront({
      pages: new PageCache(),
      statics: new Map([['/a.css', represent(200, { 'content-type': 'text/css' }, Buffer.from('a{}'.repeat(500)), true)]]),
      handler: async (incoming, response) => {
        state.rendered += 1
        await handler(incoming, response)
      },
      changedTags: () => {
        if (state.broken) throw new Error('database is gone')
        return changed.splice(0)
      },
      locals: () => ({}),
      personalCookie: 'ashar_session',
      observe: (method, status, from) => seen.push(`${method} ${status} ${from}`),
      log: openLog('silent'),
    }),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const ask = (
    path: string,
    options: { method?: string; headers?: Record<string, string>; agent?: false } = {},
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({ port: (server.address() as AddressInfo).port, path, ...options }, response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        )
      })
      asked.on('error', reject)
      asked.end()
    })
  return { ask, changed, seen, state }
}

const PAGE = `<p>${'сөз '.repeat(1_000)}</p>`
const page =
  (
    text: () => string = () => PAGE,
    headers: Record<string, string | string[]> = { [TAGS_HEADER]: 'country budget:1' },
  ): Handler =>
  (_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
    response.write(text())
    response.end()
  }

describe('a page', () => {
  it('hears of changes also while nobody asks', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const { changed } = await front(() => {})
    changed.push('budget:1')
    vi.advanceTimersByTime(3_600_000)
    expect(changed).toEqual([])
  })

  it('is rendered once, kept, and never shows its tags', async () => {
    const { ask, state, seen } = await front(page())
    const [first, second] = [await ask('/ky/'), await ask('/ky/')]
    expect(second.body.toString()).toBe(PAGE)
    expect(second.headers).toEqual({ ...first.headers, date: second.headers.date })
    expect(first.headers[TAGS_HEADER]).toBeUndefined()
    expect(state.rendered).toBe(1)
    expect(seen).toContain('GET 200 cache')
  })

  it('is dropped when any of its tags changes, and only then', async () => {
    let n = 0
    const { ask, changed } = await front(page(() => `page ${(n += 1)}`))
    await ask('/ky/')
    changed.push('budget:2')
    expect((await ask('/ky/')).body.toString()).toBe('page 1')
    changed.push('budget:1')
    expect((await ask('/ky/')).body.toString()).toBe('page 2')
  })

  it('is not kept when something changed while it was rendered', async () => {
    let n = 0
    const { ask, changed, state } = await front(async (incoming, response) => {
      n += 1
      const text = `page ${n}`
      await new Promise(resolve => setTimeout(resolve, 20))
      if (n === 1) changed.push('budget:1')
      await page(() => text)(incoming, response)
    })
    await ask('/ky/')
    await ask('/ky/')
    await ask('/ky/')
    expect(state.rendered).toBe(2)
  })

  it('of a person, with a cookie to set, with an error or with a question is not kept', async () => {
    const { ask, state } = await front((incoming, response) =>
      page(undefined, { [TAGS_HEADER]: 'country', ...(incoming.url === '/cookie' ? { 'Set-Cookie': ['a=1', 'b=2'] } : {}) })(
        incoming,
        response,
      ),
    )
    for (let n = 0; n < 2; n += 1) {
      await ask('/ky/', { headers: { cookie: 'x=1; ashar_session=abc' } })
      expect((await ask('/cookie')).headers['set-cookie']).toEqual(['a=1', 'b=2'])
      expect((await ask('/cookie')).headers.etag).toBeUndefined()
      await ask('/ky/?q=1')
    }
    expect(state.rendered).toBe(8)
    const broken = await front((_, response) => void response.writeHead(404, { [TAGS_HEADER]: 'country' }).end('none'))
    await broken.ask('/ky/')
    await broken.ask('/ky/')
    expect(broken.state.rendered).toBe(2)
  })

  it('without tags is not kept, yet has an ETag', async () => {
    const { ask, state } = await front(page(undefined, {}))
    const first = await ask('/ky/')
    const again = await ask('/ky/', { headers: { 'if-none-match': String(first.headers.etag) } })
    expect([again.status, again.body.length, state.rendered]).toEqual([304, 0, 2])
  })

  it('is served, but not from the kept ones, while changes cannot be read', async () => {
    const { ask, state } = await front(page())
    await ask('/ky/')
    state.broken = true
    expect((await ask('/ky/')).status).toBe(200)
    expect((await ask('/ky/')).status).toBe(200)
    state.broken = false
    await ask('/ky/')
    expect(state.rendered).toBe(4)
  })
})

describe('an answer', () => {
  it('is compressed as the reader takes it, and varies by that', async () => {
    const { ask } = await front(page())
    const br = await ask('/ky/', { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect([br.headers['content-encoding'], brotliDecompressSync(br.body).toString()]).toEqual(['br', PAGE])
    const gzip = await ask('/ky/', { headers: { 'accept-encoding': 'br;q=0, gzip;q=0.5' } })
    expect([gzip.headers['content-encoding'], gunzipSync(gzip.body).toString()]).toEqual(['gzip', PAGE])
    const plain = await ask('/ky/')
    expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, PAGE])
    for (const answer of [br, gzip, plain]) {
      expect(answer.headers.vary).toBe('Accept-Encoding')
      expect(Number(answer.headers['content-length'])).toBe(answer.body.length)
    }
    expect(new Set([br, gzip, plain].map(answer => answer.headers.etag)).size).toBe(1)
    expect([bestCoding('*'), bestCoding('identity'), bestCoding('*;q=0'), bestCoding('brotli')]).toEqual([
      'br',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('is 304 for what the reader has, with the headers that a cache needs', async () => {
    const { ask } = await front(page())
    const { etag } = (await ask('/ky/')).headers
    for (const condition of [String(etag), `"x", ${etag}`, '*', String(etag).replace('W/', '')]) {
      const answer = await ask('/ky/', { headers: { 'if-none-match': condition } })
      expect([answer.status, answer.body.length, answer.headers.vary]).toEqual([304, 0, 'Accept-Encoding'])
    }
    expect((await ask('/ky/', { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
  })

  it('to HEAD has the headers of GET and no body', async () => {
    const methods: string[] = []
    const { ask, state } = await front((incoming, response) => {
      methods.push(String(incoming.method))
      return page()(incoming, response)
    })
    const head = await ask('/ky/', { method: 'HEAD' })
    const get = await ask('/ky/')
    expect(head.body.length).toBe(0)
    expect(head.headers).toEqual({ ...get.headers, date: head.headers.date })
    expect([methods, state.rendered]).toEqual([['GET'], 1])
    expect((await ask('/a.css', { method: 'HEAD' })).headers['content-length']).toBe('1500')
  })

  it('of many bytes is streamed as it comes, whole', async () => {
    const chunk = Buffer.alloc(256 * 1024, 'x')
    const { ask } = await front(async (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv', [TAGS_HEADER]: 'country' })
      for (let n = 0; n < 12; n += 1) response.write(chunk)
      response.end()
    })
    const answer = await ask('/export.csv', { headers: { 'accept-encoding': 'br' } })
    expect(answer.body.length).toBe(12 * chunk.length)
    expect(answer.body.length).toBeGreaterThan(STREAM_FROM)
    expect([answer.headers['transfer-encoding'], answer.headers[TAGS_HEADER], answer.headers.etag]).toEqual([
      'chunked',
      undefined,
      undefined,
    ])
  })

  it('keeps headers that were set one by one', async () => {
    const { ask } = await front((_, response) => {
      response.statusCode = 201
      response.setHeader('X-Test', 'yes')
      response.end('made')
    })
    const answer = await ask('/x')
    expect([answer.status, answer.headers['x-test'], answer.body.toString()]).toEqual([201, 'yes', 'made'])
  })
})

describe('a failure', () => {
  const failures: Record<string, Handler> = {
    'before anything was written': () => {
      throw new Error('broken')
    },
    'after the head': async (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', [TAGS_HEADER]: 'country' })
      throw new Error('broken')
    },
    'in the middle of a page': async (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', [TAGS_HEADER]: 'country' })
      response.write('<p>half a pa')
      // As Astro does where a part of a page throws.
      response.write('Internal server error', () => response.destroy(new Error('broken')))
    },
  }
  for (const [when, handler] of Object.entries(failures))
    it(`${when} is answered whole with 500, security headers and nothing of the page`, async () => {
      const { ask, state } = await front(handler)
      const answer = await ask('/ky/')
      expect(answer.status).toBe(500)
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers[TAGS_HEADER]).toBeUndefined()
      expect(answer.body.toString()).not.toContain('half')
      await ask('/ky/')
      expect(state.rendered).toBe(2)
      expect((await ask('/api/v1/x')).headers['content-type']).toContain('problem+json')
    })

  it('in the middle of a stream cuts the connection, so that nobody takes the half for the whole', async () => {
    const { ask } = await front(async (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/csv' })
      response.write(Buffer.alloc(STREAM_FROM + 1, 'x'))
      await new Promise(resolve => setTimeout(resolve, 20))
      throw new Error('broken')
    })
    await expect(ask('/export.csv')).rejects.toThrow()
  })
})

describe('an odd request', () => {
  it('is answered by the front itself, never by a page', async () => {
    const { ask, state } = await front(page())
    const odd: [string, { method?: string; headers?: Record<string, string>; agent?: false }, number][] = [
      ['/ky/%FF', {}, 400],
      ['/ky/%00', {}, 400],
      ['/ky/%0d%0aSet-Cookie:a=1', {}, 400],
      ['/ky/%', {}, 400],
      ['http://elsewhere.example/', {}, 400],
      [`/ky/?q=${'x'.repeat(9_000)}`, {}, 414],
      ['/ky/', { method: 'DELETE' }, 405],
      ['/ky/', { method: 'TRACE' }, 405],
      ['/ky/', { method: 'PROPFIND' }, 405],
      ['/api/v1/feedback', { method: 'PROPFIND' }, 405],
      ['/ky/', { method: 'OPTIONS' }, 204],
      ['/api/v1/budgets', { method: 'OPTIONS' }, 204],
      ['/ky/', { headers: { host: 'a b' } }, 400],
      ['/ky/', { headers: { host: 'a/../b' } }, 400],
      ['/api/v1/feedback', { method: 'POST', headers: { 'content-length': '99999999' }, agent: false }, 413],
    ]
    for (const [path, options, status] of odd) {
      const answer = await ask(path, options)
      expect([path, options.method, answer.status]).toEqual([path, options.method, status])
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
    }
    expect(state.rendered).toBe(0)
  })
})

describe('a body that is too large', () => {
  it('is answered with a page in the language of its address, which nobody keeps', async () => {
    const { ask, state, seen } = await front((incoming, response) => {
      response.writeHead(413, { 'Content-Type': 'text/html; charset=utf-8' }).end(`${incoming.method} ${incoming.url}`)
    })
    const large = { method: 'POST', headers: { 'content-length': '99999999' }, agent: false } as const
    expect((await ask('/ru/office/ala-buka/reports', large)).body.toString()).toBe('GET /ru/413')
    expect((await ask('/elsewhere', large)).body.toString()).toBe('GET /ky/413')
    expect(state.rendered).toBe(2)
    await vi.waitFor(() => expect(seen).toEqual(['GET 413 odd', 'GET 413 odd']))
  })
})

describe('kept pages', () => {
  it('stay within their memory, the least recently read going first', () => {
    const pages = new PageCache()
    const big = represent(200, {}, Buffer.alloc(30 * 1024 * 1024), true)
    for (const address of ['/a', '/b', '/c']) pages.set(address, big, ['country'], pages.epoch)
    pages.get('/a')
    pages.set('/d', big, ['country'], pages.epoch)
    expect(['/a', '/b', '/c', '/d'].filter(address => pages.get(address))).toEqual(['/a', '/c', '/d'])
    pages.invalidate(['country'])
    expect(pages.get('/a')).toBeUndefined()
  })
})
