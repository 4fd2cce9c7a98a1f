import { err, ok, type Result } from '../result.ts'

/**
 * Text of a file as offices save it: UTF-8 or UTF-16 with or without a byte-order mark, or Windows-1251. Bytes that make no
 * sense in any of them are refused as `file.encoding`, bytes that are no text at all as `file.type`.
 */
export function decodeText(bytes: Uint8Array): Result<string, 'file.encoding' | 'file.type'> {
  const [first = 0, second = 0] = bytes
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes)
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes)
  const zeros = countZeros(bytes)
  const half = Math.min(bytes.length, SAMPLE) / 2
  if (zeros.odd > half / 4 && zeros.even < half / 50) return decodeAs('utf-16le', bytes)
  if (zeros.even > half / 4 && zeros.odd < half / 50) return decodeAs('utf-16be', bytes)
  const utf8 = decodeAs('utf-8', bytes)
  if (utf8.ok && isText(utf8.value)) return looksTwiceEncoded(utf8.value) ? err('file.encoding') : utf8
  if (zeros.odd + zeros.even > 0) return err('file.type', { values: { type: 'binary' } })
  const cyrillic = decodeAs('windows-1251', bytes)
  if (!cyrillic.ok || !isText(cyrillic.value) || !looksLikeWindows1251(cyrillic.value)) return err('file.encoding')
  return cyrillic
}

const SAMPLE = 65_536

function countZeros(bytes: Uint8Array): { odd: number; even: number } {
  let [odd, even] = [0, 0]
  for (let at = 0; at < Math.min(bytes.length, SAMPLE); at += 1) if (bytes[at] === 0) at % 2 ? (odd += 1) : (even += 1)
  return { odd, even }
}

function decodeAs(encoding: string, bytes: Uint8Array): Result<string, 'file.encoding'> {
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return err('file.encoding')
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from other bytes.
const isText = (text: string): boolean => !/[\u0000-\u0008\u000E-\u001F\u007F]/.test(text)

/** "Ð”Ð¾Ñ…Ð¾Ð´" for "Доход": UTF-8 that was read as Latin and saved again. */
const looksTwiceEncoded = (text: string): boolean => (text.match(/[ÐÑ][\u0080-\u00FF‘-„†-•…‰‹›€ŠšŽžŒœŸƒˆ˜–—™]/g) ?? []).length > 5

/**
 * Text of another code page read as Windows-1251 shows: CP866 as Serbian letters and signs, KOI8-R with small and capital
 * letters exchanged.
 */
function looksLikeWindows1251(text: string): boolean {
  const letters = (text.match(/[А-яЁё]/g) ?? []).length
  const strange = (text.match(/[ЂЃѓ‰ЉЊЌЋЏђљњќћџЎўЈҐ¤¦§Є¬®Їєїјѕґ±µ¶]/g) ?? []).length
  const exchanged = (text.match(/[а-я][А-Я]{2}/g) ?? []).length
  const words = (text.match(/[А-яЁё]{3,}/g) ?? []).length
  return letters > 0 && strange < letters / 4 && exchanged <= words / 3
}
