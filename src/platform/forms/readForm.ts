import type { z } from 'zod'
import { readLimited } from '../http/readJson.ts'
import type { Refusal } from '../result.ts'
import { refusalsOf } from './refusals.ts'

/** What was typed, by field name, so that a refused form shows it again. Several values of one name are joined in `all`. */
export interface Typed {
  readonly get: (name: string) => string
  readonly all: (name: string) => readonly string[]
}
export const NOTHING_TYPED: Typed = { get: () => '', all: () => [] }
export const typedFrom = (values: Readonly<Record<string, unknown>>): Typed => ({
  get: name => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return Array.isArray(value) ? String(value[0] ?? '') : value === undefined || value === null ? '' : String(value)
  },
  all: name => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return Array.isArray(value) ? value.map(String) : value === undefined || value === null ? [] : [String(value)]
  },
})

export type Posted<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Typed; readonly refusals: readonly [] }
  | { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]]; readonly typed: Typed }

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 100) / 100

/** Text of a form; one that takes files says how much more. */
export const MOST_FORM_BYTES = 256 * 1024

/**
 * Reads a posted form and checks it with a schema. A name with dots is a path (`ratings.Q1`), a name ending in `[]` a list;
 * empty fields are left out, so that `optional()` means what it says. Files stay `File`s.
 * A body that is no form is refused as `form.unreadable`, one of more than `most` bytes as `form.tooLarge`.
 */
export async function readForm<S extends z.ZodType>(
  request: Request,
  schema: S,
  most = MOST_FORM_BYTES,
): Promise<Posted<z.output<S>>> {
  let data: FormData
  try {
    const bytes = await readLimited(request, most)
    if (!bytes)
      return { ok: false, refusals: [{ code: 'form.tooLarge', values: { maximum: megabytes(most) } }], typed: NOTHING_TYPED }
    const type = request.headers.get('content-type') ?? ''
    data = await new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': type } }).formData()
  } catch {
    return { ok: false, refusals: [{ code: 'form.unreadable' }], typed: NOTHING_TYPED }
  }
  return checkFields(data, schema)
}

/** No form without files is larger. */
const MOST_FIELD_BYTES = 256 * 1024

/**
 * The fields of a posted form, for `checkFields`; `unreadable` where the body is no form, or has more than `most` bytes:
 * a form that takes files says how many.
 */
export async function readFormData(request: Request, most = MOST_FIELD_BYTES): Promise<FormData | 'unreadable'> {
  try {
    const bytes = await readLimited(request, most)
    if (!bytes) return 'unreadable'
    const headers = { 'Content-Type': request.headers.get('content-type') ?? '' }
    return await new Response(new Uint8Array(bytes), { headers }).formData()
  } catch {
    return 'unreadable'
  }
}

/** The same for fields that were read already. */
export function checkFields<S extends z.ZodType>(data: FormData | URLSearchParams, schema: S): Posted<z.output<S>> {
  const flat = new Map<string, (string | File)[]>()
  for (const [name, value] of data.entries()) {
    const clean = typeof value === 'string' ? cleanText(value) : value
    const values = flat.get(name)
    if (values) values.push(clean)
    else flat.set(name, [clean])
  }
  const typed: Typed = {
    get: name => String(flat.get(name)?.find(value => typeof value === 'string') ?? ''),
    all: name => (flat.get(name) ?? []).filter(value => typeof value === 'string'),
  }
  const nested = nest(flat)
  const parsed = schema.safeParse(nested)
  if (parsed.success) return { ok: true, value: parsed.data, typed, refusals: [] }
  return { ok: false, refusals: refusalsOf(parsed.error), typed }
}

/** Browsers send CRLF; control characters other than line breaks and tabs carry nothing a person typed. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .normalize('NFC')

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

function nest(flat: ReadonlyMap<string, (string | File)[]>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, values] of flat) {
    const list = name.endsWith('[]')
    const path = (list ? name.slice(0, -2) : name).split('.')
    if (path.length > 4 || path.some(part => part === '' || FORBIDDEN.has(part))) continue
    const kept = values.filter(value => (typeof value === 'string' ? value.trim() !== '' : value.size > 0))
    if (kept.length === 0) continue
    let at = root
    for (const part of path.slice(0, -1)) {
      const next = at[part]
      if (typeof next !== 'object' || next === null || next instanceof File || Array.isArray(next)) at[part] = {}
      at = at[part] as Record<string, unknown>
    }
    const last = path.at(-1) ?? ''
    at[last] = list ? kept : kept[0]
  }
  return root
}
