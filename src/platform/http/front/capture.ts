import type { ServerResponse } from 'node:http'
import { TAGS_HEADER } from './provider.ts'

export interface Captured {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Record<string, string | string[]>
  readonly body: Buffer
  /** What the page depends on, where it may be kept. */
  readonly tags: readonly string[] | undefined
}

/** Bodies over this are streamed as they come and neither kept nor compressed: exports, attachments. */
export const STREAM_FROM = 2 * 1024 * 1024

/**
 * Catches what a handler writes, so that it can be compressed, given an ETag and kept. A large body is let through as it
 * comes. `finish` gets the whole answer, once; `broken` is called instead where the handler gave up in the middle and
 * nothing has been sent yet.
 */
export function capture(response: ServerResponse, finish: (answer: Captured) => void, broken: () => void): void {
  const raw = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
    destroy: response.destroy.bind(response),
  }
  let status: number | undefined
  let headers: Record<string, string | string[]> = {}
  let chunks: Buffer[] | undefined = []
  let size = 0

  const takeHeaders = (given?: object): void => {
    headers = {}
    for (const [name, value] of Object.entries({ ...response.getHeaders(), ...given }))
      if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.map(String) : String(value)
  }
  /** Gives the response its own methods back and takes its headers off; whoever writes next says them all. */
  const release = (): Buffer[] => {
    const held = chunks ?? []
    chunks = undefined
    Object.assign(response, raw)
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    return held
  }
  const take = (chunk: unknown, encoding: unknown): void => {
    if (chunk === undefined || chunk === null || typeof chunk === 'function' || !chunks) return
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk as Uint8Array)
    chunks.push(bytes)
    size += bytes.length
    if (size <= STREAM_FROM) return
    const { [TAGS_HEADER]: _, ...rest } = headers
    const held = release()
    raw.writeHead(status ?? 200, rest)
    for (const one of held) raw.write(one)
  }
  const callBack = (args: readonly unknown[]): void => {
    const told = args.find(one => typeof one === 'function') as (() => void) | undefined
    if (told) setImmediate(told)
  }

  response.writeHead = ((code: number, ...rest: unknown[]) => {
    status = code
    takeHeaders(rest.find(one => typeof one === 'object' && one !== null) as object | undefined)
    return response
  }) as typeof response.writeHead
  response.write = ((...args: unknown[]) => {
    if (status === undefined) response.writeHead(response.statusCode)
    take(args[0], args[1])
    callBack(args)
    return true
  }) as typeof response.write
  response.end = ((...args: unknown[]) => {
    if (status === undefined) response.writeHead(response.statusCode)
    take(args[0], args[1])
    callBack(args)
    if (!chunks) return raw.end()
    const { [TAGS_HEADER]: tags, ...rest } = headers
    const body = Buffer.concat(release())
    finish({ status: status ?? 200, headers: rest, body, tags: typeof tags === 'string' ? tags.split(' ') : undefined })
    return response
  }) as typeof response.end
  response.destroy = ((error?: Error) => {
    if (!chunks) return raw.destroy(error)
    release()
    broken()
    return response
  }) as typeof response.destroy
}
