import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** A time-ordered UUIDv7. */
export const newUuid = (): string => v7()

// Crockford's base 32: no I, L, O, U; what people write for them is read as 1, 1, 0, V.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export type RandomBytes = (size: number) => Buffer
export const systemRandom: RandomBytes = size => randomBytes(size)

/** `size` characters of Crockford's base 32, five random bits each. */
export const randomCode = (size: number, random: RandomBytes = systemRandom): string =>
  [...random(size)].map(byte => ALPHABET[byte & 31]).join('')

/** One check character over a code: finds every single wrong character and every swap of neighbours. */
export function checkCharacter(code: string): string {
  // ISO 7064 style, modulus 37 with weights, folded to 32 symbols by a prime below it.
  let sum = 0
  for (const character of code) sum = ((sum + ALPHABET.indexOf(character) + 1) * 2) % 31
  return ALPHABET[sum] ?? '0'
}

/** A code as people may write it: any case, spaces and dashes anywhere, I L O U for look-alikes. */
export const normalizeCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
    .replace(/U/g, 'V')

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
