// Crockford's base 32: no I, L, O, U; what people write for them is read as 1, 1, 0, V.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes as characters of Crockford's base 32, five bits of each. */
export const codeOf = (bytes: Iterable<number>): string => Array.from(bytes, byte => ALPHABET[byte & 31]).join('')

// Multiplication by x in GF(2⁵) with x⁵ + x² + 1, whose powers of x run through all 31 non-zero elements.
const timesX = (element: number): number => ((element << 1) & 31) ^ (element & 16 ? 5 : 0)

/**
 * One check character over a code of up to 30 characters. Each position weighs a power of x in the field of the alphabet's
 * 32 symbols, so every single wrong character and every swap of unequal neighbours changes it, the check character included.
 */
export function checkCharacter(code: string): string {
  let sum = 0
  for (const character of code) {
    const value = ALPHABET.indexOf(character)
    if (value < 0) throw new Error('a code has characters of the alphabet only')
    sum = timesX(sum ^ value)
  }
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
