import { checkCharacter, codeOf, normalizeCode } from '#platform/codes.ts'
import type { RandomBytes } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'

/** `KG-7F3K-2Q9M`: seven random characters and a check character; reveals no count. */
export type Reference = string & { readonly kind: 'reference' }

const shape = (eight: string): Reference => `KG-${eight.slice(0, 4)}-${eight.slice(4)}` as Reference

/** A new reference; whether it is taken is the store's unique index to say. */
export function makeReference(random: RandomBytes): Reference {
  const code = codeOf(random(7))
  return shape(code + checkCharacter(code))
}

/**
 * A reference as people type it: any case, with or without KG and dashes, look-alike letters. `reference.unreadable` is not
 * eight characters of the alphabet; `reference.oneWrong` is eight that do not agree with their check character.
 */
export function parseReference(typed: string): Result<Reference, 'reference.unreadable' | 'reference.oneWrong'> {
  const code = normalizeCode(typed.slice(0, 40))
  const eight = code.length === 10 && code.startsWith('KG') ? code.slice(2) : code
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(eight)) return err('reference.unreadable')
  if (checkCharacter(eight.slice(0, 7)) !== eight[7]) return err('reference.oneWrong')
  return ok(shape(eight))
}

/** Twelve characters, sixty random bits; only its SHA-256 is stored. Written in fours so that it can be copied by hand. */
export const makeTrackingCode = (random: RandomBytes): string => {
  const code = codeOf(random(12))
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}
