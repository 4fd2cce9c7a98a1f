import type { IncomingMessage } from 'node:http'

export interface Odd {
  readonly status: 204 | 400 | 405 | 413 | 414
  readonly title: string
  readonly headers?: Readonly<Record<string, string>>
}

const LONGEST_ADDRESS = 8_192
/** No form and no upload is larger; what each one takes is settled where it is read. */
export const MOST_BODY_BYTES = 24 * 1024 * 1024
const PAGE_METHODS = ['GET', 'HEAD', 'POST']
const API_METHODS = [...PAGE_METHODS, 'PUT', 'PATCH', 'DELETE']
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

export const isApi = (path: string): boolean => /^\/(api|open311)\//.test(path)

/** Requests that no page is asked about: what cannot be read, is not known, or is too large is answered at once. */
export function oddRequest(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): Odd | undefined {
  const { method = 'GET', url = '', headers } = request
  const path = url.split('?', 1)[0] ?? ''
  const methods = isApi(path) ? API_METHODS : PAGE_METHODS
  if (method === 'OPTIONS')
    return { status: 204, title: '', headers: { Allow: [...methods, 'OPTIONS'].join(', '), ...(isApi(path) ? PREFLIGHT : {}) } }
  if (!methods.includes(method)) return { status: 405, title: 'Method not allowed', headers: { Allow: methods.join(', ') } }
  if (url.length > LONGEST_ADDRESS) return { status: 414, title: 'Address too long' }
  if (!url.startsWith('/') || !isReadable(path)) return { status: 400, title: 'Unreadable address' }
  if (headers.host !== undefined && !HOST.test(headers.host)) return { status: 400, title: 'Unreadable host' }
  if (Number(headers['content-length'] ?? 0) > MOST_BODY_BYTES) return { status: 413, title: 'Body too large' }
  return undefined
}

// Reading is open to scripts of other sites; writing is not, so POST is not offered to them.
const PREFLIGHT = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'Accept, If-None-Match',
  'Access-Control-Max-Age': '86400',
}

/** Percent-encoded UTF-8 without control characters, before and after decoding once. */
function isReadable(path: string): boolean {
  try {
    return !/[\p{Cc}\\]/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}
