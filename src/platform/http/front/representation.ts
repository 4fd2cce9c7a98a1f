import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Bytes ready to send, compressed once per coding on first use. */
export interface Representation {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly etag: string
  readonly codings: Map<'br' | 'gzip', Buffer>
  /** Kept pages are compressed hard, since many readers share the work. */
  readonly kept: boolean
}

const COMPRESSIBLE =
  /^(text\/|application\/(json|problem\+json|javascript|manifest\+json|xml|atom\+xml|schema\+json)|image\/svg\+xml)/
const SMALLEST = 860

export function represent(status: number, headers: Record<string, string>, body: Buffer, kept: boolean): Representation {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { status, headers, body, etag, codings: new Map(), kept }
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

/** Sends a representation: conditional requests, the best coding the client takes, HEAD without a body. */
export function send(page: Representation, request: IncomingMessage, response: ServerResponse): void {
  const headers: Record<string, string | number> = { ...page.headers }
  let body = page.body
  const readable = request.method === 'GET' || request.method === 'HEAD'
  if (page.status === 200 && readable) {
    headers.ETag = page.etag
    if (request.headers['if-none-match']?.split(/\s*,\s*/).some(tag => tag.replace(/^W\//, '') === page.etag)) {
      delete headers['content-length']
      response.writeHead(304, headers).end()
      return
    }
  }
  if (body.length >= SMALLEST && COMPRESSIBLE.test(page.headers['content-type'] ?? '')) {
    headers.Vary = page.headers.vary ? `${page.headers.vary}, Accept-Encoding` : 'Accept-Encoding'
    delete headers.vary
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const coding = /\bbr\b(?!\s*;\s*q=0(\.0+)?\b)/.test(accepted)
      ? 'br'
      : /\bgzip\b(?!\s*;\s*q=0(\.0+)?\b)/.test(accepted)
        ? 'gzip'
        : undefined
    if (coding) {
      body = coded(page, coding)
      headers['Content-Encoding'] = coding
    }
  }
  headers['content-length'] = body.length
  response.writeHead(page.status, headers)
  response.end(request.method === 'HEAD' ? undefined : body)
}
