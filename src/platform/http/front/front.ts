import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Log } from '../../log.ts'
import type { PageCache } from './pages.ts'
import { TAGS_HEADER } from './provider.ts'
import { represent, type Representation, send } from './representation.ts'

export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
  locals: Record<string, unknown>,
) => Promise<void>

export interface FrontOptions {
  readonly pages: PageCache
  readonly statics: ReadonlyMap<string, Representation>
  readonly handler: PageHandler
  /** Tags changed since the last call, by any process. */
  readonly changedTags: () => readonly string[]
  /** What Astro's middleware finds in `locals`. */
  readonly locals: () => Record<string, unknown>
  /** A request with this cookie is answered for one person, never from kept pages. */
  readonly personalCookie: string
  readonly observe: (method: string, status: number, from: 'page' | 'cache' | 'static', milliseconds: number) => void
  readonly log: Log
}

/** Bodies over this are streamed as they come and neither kept nor compressed: exports, attachments. */
const STREAM_FROM = 2 * 1024 * 1024

/**
 * Catches what Astro writes, so that it can be compressed, given an ETag and kept. A large body is let through as it
 * comes. `finish` gets the tags and the whole answer.
 */
function capture(response: ServerResponse, finish: (answer: Representation, tags: string | undefined) => void): void {
  const raw = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  }
  let status = 200
  let headers: Record<string, string | string[]> = {}
  let chunks: Buffer[] | undefined = []
  let size = 0
  const release = () => Object.assign(response, raw)
  const passThrough = () => {
    release()
    delete headers[TAGS_HEADER]
    raw.writeHead(status, headers)
    for (const chunk of chunks ?? []) raw.write(chunk)
    chunks = undefined
  }
  response.writeHead = ((code: number, ...rest: unknown[]) => {
    status = code
    const given = rest.find(one => typeof one === 'object' && one !== null) as Record<string, string | string[]> | undefined
    headers = Object.fromEntries(
      Object.entries({ ...(response.getHeaders() as Record<string, string>), ...given }).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    )
    return response
  }) as typeof response.writeHead
  const take = (chunk: unknown): boolean => {
    if (chunk === undefined || chunk === null) return true
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array)
    if (!chunks) return raw.write(bytes)
    chunks.push(bytes)
    size += bytes.length
    if (size > STREAM_FROM) passThrough()
    return true
  }
  response.write = ((chunk: unknown) => take(chunk)) as typeof response.write
  response.end = ((chunk?: unknown) => {
    if (typeof chunk !== 'function') take(chunk)
    if (!chunks) return raw.end()
    if (headers['set-cookie']) {
      const answer = Buffer.concat(chunks)
      release()
      delete headers[TAGS_HEADER]
      headers['content-length'] = String(answer.length)
      raw.writeHead(status, headers)
      return raw.end(answer)
    }
    release()
    const tags = headers[TAGS_HEADER]
    delete headers[TAGS_HEADER]
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    finish(
      represent(status, headers as Record<string, string>, Buffer.concat(chunks), Boolean(tags)),
      typeof tags === 'string' ? tags : undefined,
    )
    return response
  }) as typeof response.end
}

/** The request listener of the portal: static files, kept pages, then Astro. */
export function createFront(options: FrontOptions): RequestListener {
  const { pages, statics, observe } = options
  return (request, response) => {
    const started = performance.now()
    const address = request.url ?? '/'
    const path = address.split('?', 1)[0] ?? '/'
    const readable = request.method === 'GET' || request.method === 'HEAD'
    if (readable) {
      const file = statics.get(path)
      if (file) {
        send(file, request, response)
        observe('GET', response.statusCode, 'static', performance.now() - started)
        return
      }
    }
    pages.invalidate(options.changedTags())
    const personal = request.headers.cookie?.includes(`${options.personalCookie}=`) ?? false
    if (readable && !personal) {
      const kept = pages.get(address)
      if (kept) {
        send(kept, request, response)
        observe('GET', response.statusCode, 'cache', performance.now() - started)
        return
      }
    }
    const epoch = pages.epoch
    response.once('close', () => observe(request.method ?? 'GET', response.statusCode, 'page', performance.now() - started))
    capture(response, (answer, tags) => {
      if (tags && request.method === 'GET' && answer.status === 200 && !personal) {
        pages.invalidate(options.changedTags())
        pages.set(address, answer, tags.split(' '), epoch)
      }
      send(answer, request, response)
    })
    options
      .handler(request, response, () => response.writeHead(404).end(), options.locals())
      .catch(error => {
        options.log.error({ err: error }, 'request failed')
        if (!response.headersSent) response.writeHead(500).end()
      })
  }
}
