import { createHash } from 'node:crypto'
import { checkCharacter, codeOf, normalizeCode } from '#platform/codes.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'

// A sheet is 41 bytes: its number (1), which key it belongs to (4), a share of the private key (33), a checksum over these (3).
// They are typed as six lines of 11 characters, each with a check character that also covers the line's number.
const KEY_ID_BYTES = 4
const SHARE_BYTES = 33
const SUM_BYTES = 3
const BODY_BYTES = 1 + KEY_ID_BYTES + SHARE_BYTES
const LINE_CHARACTERS = 11
const LINE = LINE_CHARACTERS + 1
export const SHEET_LINES = 6
/** How many sheets there are, and how many of them open the box. */
export const SHEETS = 3
export const SHEETS_NEEDED = 2

/** One of the sheets that a private key is split into. */
export interface KeySheet {
  readonly number: number
  /** First bytes of the SHA-256 of the public key, hex: sheets of an older key are told from those of this one. */
  readonly keyId: string
  readonly share: Uint8Array
}

const digest = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()

/** Which key a sheet is of, as it stands on the sheets and on the office's page. */
export const keyIdOf = (publicKey: string): string =>
  digest(`ashar box key ${publicKey}`).subarray(0, KEY_ID_BYTES).toString('hex')

function toCharacters(bytes: Uint8Array): string {
  const bits = Array.from(bytes, byte => byte.toString(2).padStart(8, '0')).join('')
  const fives = bits.match(/.{1,5}/g) ?? []
  return codeOf(fives.map(one => Number.parseInt(one.padEnd(5, '0'), 2)))
}
function toBytes(characters: string): Buffer {
  const values = new Map(Array.from({ length: 32 }, (_, value) => [codeOf([value]), value]))
  const bits = Array.from(characters, one => (values.get(one) ?? 0).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(one => Number.parseInt(one, 2)))
}
const lineCheck = (line: number, data: string): string => checkCharacter(`${line}${data}`)

/** The six lines as they are printed and typed: three groups of four characters each. */
export function sheetLines({ number, keyId, share }: KeySheet): string[] {
  if (share.length !== SHARE_BYTES) throw new Error('a share has 33 bytes')
  const body = Buffer.concat([Buffer.from([number]), Buffer.from(keyId, 'hex'), share])
  const characters = toCharacters(Buffer.concat([body, digest(body).subarray(0, SUM_BYTES)]))
  return Array.from({ length: SHEET_LINES }, (_, at) => {
    const data = characters.slice(at * LINE_CHARACTERS, (at + 1) * LINE_CHARACTERS).padEnd(LINE_CHARACTERS, '0')
    return (data + lineCheck(at + 1, data)).replace(/(.{4})(?=.)/g, '$1 ')
  })
}

/** Lines without what people copy along with them: the number before a line, and empty ones. */
function typedLines(typed: string): string[] {
  const lines = typed
    .split(/\r?\n/)
    .map(line => normalizeCode(line.replace(/^\s*\d\s*[).:]\s*/, '')))
    .filter(line => line !== '')
  // A code that was scanned comes in one piece.
  const whole = lines.length === 1 ? lines[0] : undefined
  const parts = whole && whole.length > LINE ? (whole.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []) : lines
  return parts.map((line, at) => (line.length === LINE + 1 && line.startsWith(String(at + 1)) ? line.slice(1) : line))
}

export type SheetRefusal = 'box.sheetMissing' | 'box.sheetLines' | 'box.sheetLine' | 'box.sheetMixed'

/** A sheet as somebody typed or scanned it; every line with a slip is named. `path` is the field it was typed into. */
export function readSheet(typed: string, path: string): Result<KeySheet, SheetRefusal> {
  const lines = typedLines(typed)
  if (lines.length === 0) return err('box.sheetMissing', { path })
  if (lines.length !== SHEET_LINES) return err('box.sheetLines', { path, values: { lines: SHEET_LINES, typed: lines.length } })
  const wrong = lines.flatMap((line, at): Refusal<SheetRefusal>[] => {
    const data = line.slice(0, LINE_CHARACTERS)
    const right = /^[0-9A-HJKMNP-TV-Z]{12}$/.test(line) && line.at(-1) === lineCheck(at + 1, data)
    return right ? [] : [{ code: 'box.sheetLine', path, values: { line: at + 1 } }]
  })
  if (wrong.length > 0) return errs(wrong)
  const bytes = toBytes(lines.map(line => line.slice(0, LINE_CHARACTERS)).join('')).subarray(0, BODY_BYTES + SUM_BYTES)
  const body = bytes.subarray(0, BODY_BYTES)
  // Each line is right by itself, but they are not of one sheet.
  if (!digest(body).subarray(0, SUM_BYTES).equals(bytes.subarray(BODY_BYTES))) return err('box.sheetMixed', { path })
  const number = body[0] ?? 0
  const keyId = body.subarray(1, 1 + KEY_ID_BYTES).toString('hex')
  return ok({ number, keyId, share: new Uint8Array(body.subarray(1 + KEY_ID_BYTES)) })
}

export type PairRefusal = SheetRefusal | 'box.sheetOtherKey' | 'box.sheetSame'

/** Two sheets that belong to this key and are not the same one. */
export function readPair(
  typed: { readonly sheet1: string; readonly sheet2: string },
  publicKey: string,
): Result<readonly [KeySheet, KeySheet], PairRefusal> {
  const [first, second] = [readSheet(typed.sheet1, 'sheet1'), readSheet(typed.sheet2, 'sheet2')]
  if (!first.ok || !second.ok) return errs([...(first.ok ? [] : first.refusals), ...(second.ok ? [] : second.refusals)])
  const keyId = keyIdOf(publicKey)
  const others = [first, second].flatMap((one, at): Refusal<PairRefusal>[] =>
    one.value.keyId === keyId ? [] : [{ code: 'box.sheetOtherKey', path: `sheet${at + 1}`, values: { key: keyId } }],
  )
  if (others.length > 0) return errs(others)
  if (first.value.number === second.value.number) return err('box.sheetSame', { path: 'sheet2' })
  return ok([first.value, second.value])
}
