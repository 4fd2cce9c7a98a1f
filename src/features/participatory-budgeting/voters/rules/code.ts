import { checkCharacter, codeOf, normalizeCode } from '#platform/codes.ts'

/** 75 random bits in fifteen characters of five bits, and one check character. */
const RANDOM_CHARACTERS = 15
export const CODE_BYTES = RANDOM_CHARACTERS
const SHAPE = /^[0-9A-HJKMNP-TV-Z]{16}$/

// Capitals of the Cyrillic keyboard that are drawn like a character of the alphabet: whoever reads a slip types what they see.
const CYRILLIC: Readonly<Record<string, string>> = {
  А: 'A', В: 'B', Е: 'E', Ё: 'E', К: 'K', М: 'M', Н: 'H', О: '0', Ө: '0', Р: 'P', С: 'C', Т: 'T', Х: 'X', У: 'Y', Ү: 'Y', З: '3', І: '1', Ј: 'J', Ѕ: 'S',
} // prettier-ignore

/** A code from random bytes (one for each character, five bits of each are used), without the dashes it is printed with. */
export function newCode(bytes: Uint8Array): string {
  if (bytes.length !== CODE_BYTES) throw new Error('a code is made of fifteen bytes')
  const body = codeOf(bytes)
  return body + checkCharacter(body)
}

/** As it is printed: four groups of four. */
export const printedCode = (code: string): string => code.replace(/.{4}(?=.)/g, '$&-')

/**
 * The code that somebody typed, in any case, with or without dashes, in look-alike letters of either script; undefined where the
 * length or the check character is wrong, as after every single wrong letter.
 */
export function readCode(typed: string): string | undefined {
  // Longer than any way of writing a code: not worth a look.
  if (typed.length > 100) return undefined
  const latin = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[Ѐ-ӿ]/g, letter => CYRILLIC[letter] ?? letter)
  const code = normalizeCode(latin)
  if (!SHAPE.test(code)) return undefined
  return checkCharacter(code.slice(0, RANDOM_CHARACTERS)) === code.at(-1) ? code : undefined
}
