import { codeOf, normalizeCode } from '#platform/codes.ts'

/** Enough for some years; each is good once. */
export const RECOVERY_CODES = 10
/** Sixty bits: no list of hashes gives them away, and they can be copied by hand. */
export const RECOVERY_BYTES = 12

/** `7F3K-2Q9M-X0TB`, from as many bytes. */
export const recoveryCodeOf = (bytes: Iterable<number>): string => (codeOf(bytes).match(/.{4}/g) ?? []).join('-')

/** As it is hashed: however it was typed. */
export const plainRecoveryCode = (typed: string): string => normalizeCode(typed)

/** What was typed: the app's code, a recovery code, or neither. */
export function kindOfCode(typed: string): 'app' | 'recovery' | undefined {
  const plain = typed.replace(/\s/g, '')
  if (/^\d{6}$/.test(plain)) return 'app'
  return /^[0-9A-Z]{12}$/.test(plainRecoveryCode(typed)) ? 'recovery' : undefined
}
