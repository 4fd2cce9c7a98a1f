import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Log } from '../../log.ts'
import { isLang } from '../../i18n/languages.ts'
import { drain } from '../drain.ts'
import { withoutInstant } from '../../log.ts'
import { leavesNoTrace } from '../votePath.ts'
import { SECURITY_HEADERS } from '../securityHeaders.ts'
import { capture } from './capture.ts'
import { isApi, type Odd, oddRequest } from './guard.ts'
import type { PageCache } from './pages.ts'
import { type Representation, represent, send } from './representation.ts'

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
  readonly observe: (method: string, status: number, from: 'page' | 'cache' | 'static' | 'odd', milliseconds: number) => void
  readonly log: Log
}

/** How often changes are looked up when nobody asks: they are forgotten after a day, and a quiet portal must not miss them. */
const LOOK_MS = 10 * 60_000

const FAILED = { status: 500, title: 'The portal could not answer. Try again in a minute.' } as const

/** A short answer of the front's own: a problem for programs, a line of text for people. */
function answerPlainly(path: string, odd: Odd | typeof FAILED, request: IncomingMessage, response: ServerResponse): void {
  const api = isApi(path)
  const text = api ? JSON.stringify({ type: 'about:blank', status: odd.status, title: odd.title }) : `${odd.title}\n`
  const body = odd.status === 204 ? '' : text
  response.writeHead(odd.status, {
    ...SECURITY_HEADERS,
    ...('headers' in odd ? odd.headers : {}),
    'Cache-Control': 'no-store',
    ...(body ? { 'Content-Type': api ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8' } : {}),
    ...(odd.status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** The request listener of the portal: odd requests, static files, kept pages, then Astro. */
export function createFront(options: FrontOptions): RequestListener {
  const { pages, statics, log } = options

  /** Drops what has changed; where that cannot be told, every page. Answers whether pages may be kept. */
  const dropChanged = (): boolean => {
    try {
      pages.invalidate(options.changedTags())
      return true
    } catch (error) {
      log.error({ err: error }, 'changes of pages cannot be read')
      pages.clear()
      return false
    }
  }

  setInterval(dropChanged, LOOK_MS).unref()

  const render = (request: IncomingMessage, response: ServerResponse, address: string, mayKeep: boolean): void => {
    const path = address.split('?', 1)[0] ?? ''
    const { method } = request
    const epoch = pages.epoch
    // A page is rendered whole for HEAD, so that its headers are those of GET; its body is left out when it is sent.
    if (method === 'HEAD') request.method = 'GET'
    const fail = (): void => {
      request.method = method
      answerPlainly(path, FAILED, request, response)
    }
    capture(
      response,
      answer => {
        request.method = method
        const keep = mayKeep && answer.tags !== undefined && answer.status === 200 && !answer.headers['set-cookie']
        const page = represent(answer.status, answer.headers, answer.body, keep)
        if (keep && dropChanged()) pages.set(address, page, answer.tags ?? [], epoch)
        send(page, request, response)
      },
      fail,
    )
    const next = () => response.writeHead(404).end()
    Promise.resolve()
      .then(() => options.handler(request, response, next, options.locals()))
      .catch(error => {
        log.error({ err: error }, 'request failed')
        response.destroy()
      })
  }

  /** People get a page in the language of the address they sent to. */
  const sayTooLarge = (request: IncomingMessage, response: ServerResponse, path: string): void => {
    const [, first] = path.split('/')
    const address = `/${isLang(first) ? first : 'ky'}/413`
    request.method = 'GET'
    request.url = address
    render(request, response, address, false)
  }

  return (request, response) => {
    const started = performance.now()
    const address = request.url ?? '/'
    const path = address.split('?', 1)[0] ?? '/'
    const voting = leavesNoTrace(path)
    const seen = (from: 'page' | 'cache' | 'static' | 'odd') =>
      voting || options.observe(request.method ?? 'GET', response.statusCode, from, performance.now() - started)
    const odd = oddRequest(request)
    if (odd?.status === 413) {
      drain(request, response)
      if (!isApi(path)) {
        response.once('close', () => seen('odd'))
        return sayTooLarge(request, response, path)
      }
    }
    if (odd) {
      answerPlainly(path, odd, request, response)
      return seen('odd')
    }
    const readable = request.method === 'GET' || request.method === 'HEAD'
    const file = readable ? statics.get(path) : undefined
    if (file) {
      send(file, request, response)
      return seen('static')
    }
    const current = dropChanged()
    // Questions in an address are endless, so pages that answer one are not kept.
    const keepable = readable && address === path && !isPersonal(request, options.personalCookie)
    const kept = keepable ? pages.get(address) : undefined
    if (kept) {
      send(kept, request, response)
      return seen('cache')
    }
    response.once('close', () => seen('page'))
    const answer = () => render(request, response, address, keepable && current && !voting)
    if (voting) withoutInstant(answer)
    else answer()
  }
}

const isPersonal = (request: IncomingMessage, cookie: string): boolean =>
  request.headers.cookie?.split(';').some(one => one.trimStart().startsWith(`${cookie}=`)) ?? false
