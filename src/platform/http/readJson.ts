import type { z } from 'zod'
import { refusalsOf } from '../forms/refusals.ts'
import type { Refusal } from '../result.ts'
import { MOST_DRAINED_BYTES } from './drain.ts'

export const MOST_JSON_BYTES = 256 * 1024

export type ReadBody<T> =
  | { readonly ok: true; readonly value: T; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly status: 400 | 413 | 415 | 422; readonly refusals: readonly [Refusal, ...Refusal[]] }

/**
 * Reads a JSON body and checks it: 415 for another content type, 413 for a body over `most` bytes, 400 for what is not
 * JSON in UTF-8, 422 with every path for what the schema refuses.
 */
export async function readJson<S extends z.ZodType>(
  request: Request,
  schema: S,
  most = MOST_JSON_BYTES,
): Promise<ReadBody<z.output<S>>> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json' && !/^application\/[a-z0-9.-]+\+json$/.test(type ?? ''))
    return { ok: false, status: 415, refusals: [{ code: 'body.contentType', values: { expected: 'application/json' } }] }
  const bytes = await readLimited(request, most)
  if (!bytes) return { ok: false, status: 413, refusals: [{ code: 'body.tooLarge', values: { maximum: most } }] }
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    return { ok: false, status: 400, refusals: [{ code: 'body.unreadable' }] }
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) return { ok: false, status: 422, refusals: refusalsOf(parsed.error) }
  return { ok: true, value: parsed.data, bytes }
}

/**
 * The body's bytes, or undefined where they pass `most`: what follows is then read and thrown away, since who still sends
 * hears no answer (drain.ts).
 */
export async function readLimited(request: Request, most: number): Promise<Uint8Array | undefined> {
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > Math.max(most, MOST_DRAINED_BYTES)) return undefined
    if (size <= most) chunks.push(chunk)
    else chunks = []
  }
  return size > most ? undefined : Buffer.concat(chunks)
}
