import type { Refusal } from '../result.ts'

/** RFC 9457 problem with the list of what to mend, as every refused API call answers. */
export interface Problem {
  readonly status: number
  readonly title: string
  readonly errors?: readonly { path: string; code: string; message: string }[]
  readonly headers?: Readonly<Record<string, string>>
}

export function problemResponse(problem: Problem): Response {
  const { status, title, errors, headers } = problem
  return new Response(JSON.stringify({ type: 'about:blank', status, title, ...(errors ? { errors } : {}) }), {
    status,
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}

/** Refusals as the `errors` of a problem, put into words by the caller's translation. */
export const problemErrors = (refusals: readonly Refusal[], words: (refusal: Refusal) => string) =>
  refusals.map(refusal => ({ path: refusal.path ?? '', code: refusal.code, message: words(refusal) }))

/** A problem's title in the language of its errors: what is said of the first of them. */
export const titleOf = (errors: readonly { readonly message: string }[]): string => errors[0]?.message ?? ''
