import { errs, ok, type Refusal, type Result } from '../result.ts'
import { type Problem, problemResponse } from './problem.ts'

/** Anybody's page may read what the API gives to anybody. */
const OPEN = { 'Access-Control-Allow-Origin': '*' } as const
export const MOST_ITEMS = 200
const LONGEST_CURSOR = 200

/** An answer of the API as JSON. */
export const apiJson = (data: unknown, init: { status?: number; headers?: Readonly<Record<string, string>> } = {}): Response =>
  new Response(JSON.stringify(data), {
    status: init.status ?? 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...OPEN, ...init.headers },
  })

/** A refusal of the API as `application/problem+json`; `problemErrors` puts refusals into words. */
export const apiProblem = (problem: Problem): Response =>
  problemResponse({ ...problem, headers: { ...OPEN, ...problem.headers } })

/** A file to keep, named in ASCII. */
export const fileResponse = (body: Uint8Array, type: string, name: string): Response =>
  new Response(new Uint8Array(body), {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"`, ...OPEN },
  })

export interface PageAsked {
  readonly after?: string | undefined
  readonly limit: number
}

/** `?after=&limit=` of a list. A limit that is no whole number from 1 to 200, or an empty or overlong cursor, is refused. */
export function readPage(url: URL): Result<PageAsked, 'page.limit' | 'page.after'> {
  const refusals: Refusal<'page.limit' | 'page.after'>[] = []
  const asked = url.searchParams.get('limit')
  const limit = asked === null ? MOST_ITEMS : Number(/^\d{1,4}$/.test(asked) ? asked : Number.NaN)
  if (!(limit >= 1 && limit <= MOST_ITEMS)) refusals.push({ code: 'page.limit', path: 'limit', values: { maximum: MOST_ITEMS } })
  const after = url.searchParams.get('after') ?? undefined
  if (after !== undefined && (after === '' || after.length > LONGEST_CURSOR || /\p{Cc}/u.test(after)))
    refusals.push({ code: 'page.after', path: 'after' })
  return refusals.length > 0 ? errs(refusals) : ok({ after, limit })
}
