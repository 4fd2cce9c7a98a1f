/** Pages on which people write for a while: a form sent there after its session had ended is kept. */
const KEPT_FOR = /^\/(?:ky|ru|en)\/(?:office|desk|account)(?:\/|$)/
/** Lines of key sheets are typed there: the ballot box's private key is stored nowhere, sealed or not. */
const KEY_OF_A_BOX = /^\/\w+\/office\/[^/]+\/pb\/[^/]+\/key(?:[/?]|$)/
/** Kept for a day. */
export const FORM_KEPT_MS = 24 * 3_600_000
/** Text of one form; files are not kept. */
export const MOST_KEPT_BYTES = 256 * 1024
const MOST_FIELDS = 2_000
const SECRET = /passw|secret|token/i
/** Where codes are typed, `code` is no code of a budget. */
const OWN_ACCOUNT = /^\/\w+\/account(?:\/|$)/

export const keepsForms = (path: string): boolean => KEPT_FOR.test(path) && !KEY_OF_A_BOX.test(path)

export interface KeptFields {
  /** In the order in which they were sent, names repeated where they were. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** Names of files that have to be chosen again. */
  readonly files: readonly string[]
}

/**
 * What of a form that was posted to `path` is kept: its text without passwords and codes, and the names of its files.
 * Undefined where nothing is, or too much; on the account page only what was written, as buttons are soon pressed again.
 */
export function fieldsToKeep(
  path: string,
  entries: Iterable<[string, string | { readonly name: string; readonly size: number }]>,
): KeptFields | undefined {
  const own = OWN_ACCOUNT.test(path)
  const fields: [string, string][] = []
  const files: string[] = []
  let bytes = 0
  for (const [name, value] of entries) {
    if (typeof value !== 'string') {
      if (value.size > 0) files.push(value.name.slice(0, 200))
    } else if (!SECRET.test(name) && !(own && ['code', 'sealed'].includes(name))) {
      fields.push([name, value])
      bytes += Buffer.byteLength(name) + Buffer.byteLength(value)
    }
  }
  if (bytes > MOST_KEPT_BYTES || fields.length > MOST_FIELDS) return undefined
  if (!fields.some(([, value]) => (own ? isWriting(value) : value.trim() !== ''))) return undefined
  return { fields, files }
}

/** What a person wrote, as far as it can be told from what the form says by itself: several words, or letters beyond code. */
export const isWriting = (value: string): boolean => /\S\s+\S/.test(value) || /[^\p{ASCII}]/u.test(value)
