/** An expected refusal: a code that `messages/*.json` puts into words, where it applies, and the values its words need. */
export interface Refusal<Code extends string = string> {
  readonly code: Code
  /** Field, column or JSON path the refusal is about, e.g. `ratings.Q1`. */
  readonly path?: string
  /** Values for the message, e.g. `{ row: 12 }`. */
  readonly values?: Readonly<Record<string, string | number>>
}

export type Ok<T> = { readonly ok: true; readonly value: T }
export type Err<Code extends string = string> = {
  readonly ok: false
  readonly refusals: readonly [Refusal<Code>, ...Refusal<Code>[]]
}
/** What a use case or rule answers: a value, or one or more expected refusals. Broken invariants throw instead. */
export type Result<T, Code extends string = string> = Ok<T> | Err<Code>

export function ok(): Ok<void>
export function ok<T>(value: T): Ok<T>
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value }
}

/** One refusal: `err('budget.notFound')`, `err('row.amount', { path: 'plan', values: { row: 7 } })`. */
export function err<Code extends string>(code: Code, more: Omit<Refusal, 'code'> = {}): Err<Code> {
  return { ok: false, refusals: [{ code, ...more }] }
}

/** Several refusals at once; the list is never empty. */
export function errs<Code extends string>(refusals: readonly Refusal<Code>[]): Err<Code> {
  const [first, ...rest] = refusals
  if (!first) throw new Error('errs() needs at least one refusal')
  return { ok: false, refusals: [first, ...rest] }
}

/** True when any refusal carries this code. */
export function refusedWith(result: Result<unknown>, code: string): boolean {
  return !result.ok && result.refusals.some(refusal => refusal.code === code)
}
