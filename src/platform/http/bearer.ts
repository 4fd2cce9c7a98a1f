import { createHash, timingSafeEqual } from 'node:crypto'
import { problemResponse } from './problem.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Whether an Authorization header carries this token; takes as long for a wrong one as for the right one. */
export function bearerIs(authorization: string | null, token: string | undefined): boolean {
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1] ?? ''
  const equal = timingSafeEqual(digest(given), digest(token ?? ''))
  return equal && token !== undefined
}

export const bearerRefused = (): Response =>
  problemResponse({
    status: 401,
    title: 'A bearer token is needed',
    headers: { 'WWW-Authenticate': 'Bearer realm="deliveries"' },
  })
