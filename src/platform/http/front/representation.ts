import { createHash } from 'node:crypto'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Bytes ready to send, compressed once per coding on first use. */
export interface Representation {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: Buffer
  readonly etag: string
  readonly codings: Map<'br' | 'gzip', Buffer>
  /** Kept pages are compressed hard, since many readers share the work. */
  readonly kept: boolean
}

const COMPRESSIBLE = /^(text\/|application\/([a-z.-]+\+)?(json|xml)|application\/(javascript|manifest\+json)|image\/svg\+xml)/
const SMALLEST = 860

export function represent(
  status: number,
  headers: Readonly<Record<string, string | string[]>>,
  body: Buffer,
  kept: boolean,
): Representation {
  // Weak, since the same tag stands for every coding of the page.
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return { status, headers: lowered, body, etag, codings: new Map(), kept }
}

function coded(page: Representation, coding: 'br' | 'gzip'): Buffer {
  let bytes = page.codings.get(coding)
  if (!bytes) {
    bytes =
      coding === 'br'
        ? brotliCompressSync(page.body, { params: { [constants.BROTLI_PARAM_QUALITY]: page.kept ? 9 : 4 } })
        : gzipSync(page.body, { level: page.kept ? 9 : 5 })
    page.codings.set(coding, bytes)
  }
  return bytes
}

/** The best coding that an Accept-Encoding takes; `*` and `q=0` mean what RFC 9110 says. */
export function bestCoding(accepted: string): 'br' | 'gzip' | undefined {
  const weights = new Map<string, number>()
  for (const part of accepted.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map(one => one.trim())
    const q = parameters.find(one => one.startsWith('q='))
    weights.set(coding, q === undefined ? 1 : Number(q.slice(2)) || 0)
  }
  const takes = (coding: string): boolean => (weights.get(coding) ?? weights.get('*') ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : undefined
}

const matches = (condition: string | undefined, etag: string): boolean =>
  condition !== undefined &&
  (condition.trim() === '*' || condition.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag.slice(2)))

/** Sends a representation: conditional requests, the best coding the client takes, HEAD without a body. */
export function send(page: Representation, request: IncomingMessage, response: ServerResponse): void {
  const headers: OutgoingHttpHeaders = { ...page.headers }
  let body = page.body
  const readable = request.method === 'GET' || request.method === 'HEAD'
  const coding =
    body.length >= SMALLEST && COMPRESSIBLE.test(String(page.headers['content-type'] ?? ''))
      ? (bestCoding(String(request.headers['accept-encoding'] ?? '')) ?? 'identity')
      : undefined
  if (coding) headers.vary = page.headers.vary ? `${page.headers.vary}, Accept-Encoding` : 'Accept-Encoding'
  const conditional =
    page.status === 200 && readable && !page.headers['set-cookie'] && page.headers['cache-control'] !== 'no-store'
  if (conditional) {
    headers.etag = page.etag
    if (matches(request.headers['if-none-match'], page.etag)) {
      delete headers['content-length']
      delete headers['content-type']
      response.writeHead(304, headers).end()
      return
    }
  }
  if (coding === 'br' || coding === 'gzip') {
    body = coded(page, coding)
    headers['content-encoding'] = coding
  }
  // 204 and 304 have no body, nor a length.
  if (page.status === 204) delete headers['content-length']
  else headers['content-length'] = body.length
  response.writeHead(page.status, headers)
  response.end(request.method === 'HEAD' || page.status === 204 ? undefined : body)
}
