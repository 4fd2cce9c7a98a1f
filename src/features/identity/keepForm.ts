import { sha256 } from '#platform/ids.ts'
import { readLimited } from '#platform/http/readJson.ts'
import { rateLimit } from '#platform/rateLimit.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { FORM_KEPT_MS, fieldsToKeep, type KeptFields, keepsForms, MOST_KEPT_BYTES } from './rules/keptForm.ts'
import type { Viewer } from './rules/viewer.ts'
import { countStrangersForms, deleteKeptForm, insertKeptForm, keptFormByKey } from './store/keptForms.ts'
import { deviceOwner } from './store/tries.ts'

const perSender = rateLimit(20, 600)
/** A form with its files, which are read over and left out. */
const MOST_BODY_BYTES = 24 * 1024 * 1024
/** Browsers that nobody signed in with before could fill the store with what nobody misses. */
const MOST_FROM_STRANGERS = 200

interface Sealed extends KeptFields {
  readonly path: string
}
export interface KeptForm extends Sealed {
  /** Names it among the forms that this browser has here. */
  readonly handle: string
  readonly keptAt: Date
  /** Whose browser it came from: to be told when somebody else opens it. */
  readonly accountId: string | undefined
}

const hashOf = (key: string): string => sha256(`kept form\n${key}`)

/**
 * Keeps the text of a form that came without a session, sealed with a fresh key that is returned for the browser's cookie
 * and kept nowhere. `path` is the address it was posted to. Undefined where there is nothing to keep.
 */
export async function keepForm(
  app: App,
  request: Request,
  path: string,
  from: { readonly sender: string; readonly deviceToken: string | undefined },
): Promise<string | undefined> {
  if (!keepsForms(path) || (await perSender.take(from.sender)) !== undefined) return undefined
  const accountId = from.deviceToken ? await deviceOwner(app.store.read, sha256(from.deviceToken)) : undefined
  if (!accountId && (await countStrangersForms(app.store.read)) >= MOST_FROM_STRANGERS) return undefined
  const kept = await readFields(request, path, accountId ? MOST_BODY_BYTES : 2 * MOST_KEPT_BYTES)
  if (!kept) return undefined
  const key = app.random(32).toString('base64url')
  const sealed = seal(key, JSON.stringify({ ...kept, path } satisfies Sealed), app.random)
  await app.store.write(tx => {
    const keptAt = app.now()
    const expiresAt = new Date(keptAt.getTime() + FORM_KEPT_MS)
    return insertKeptForm(tx, { keyHash: hashOf(key), sealed, accountId: accountId ?? null, keptAt, expiresAt })
  })
  return key
}

async function readFields(request: Request, path: string, most: number): Promise<KeptFields | undefined> {
  try {
    const bytes = await readLimited(request, most)
    if (!bytes) return undefined
    const headers = { 'Content-Type': request.headers.get('content-type') ?? '' }
    return fieldsToKeep(path, (await new Response(new Uint8Array(bytes), { headers }).formData()).entries())
  } catch {
    return undefined
  }
}

/** What is kept under a cookie's key, for who is signed in. */
export async function readKeptForm(app: App, viewer: Viewer, key: string | undefined): Promise<KeptForm | undefined> {
  if (viewer.kind !== 'account' || !key) return undefined
  const row = await keptFormByKey(app.store.read, hashOf(key), app.now())
  if (!row) return undefined
  const kept = JSON.parse(unseal(key, row.sealed)) as Sealed
  return { ...kept, handle: row.keyHash, keptAt: row.keptAt, accountId: row.accountId ?? undefined }
}

/** Throws away what is kept: it was sent again, or is not wanted. */
export const dropKeptForm = (app: App, key: string): Promise<void> => app.store.write(tx => deleteKeptForm(tx, hashOf(key)))
