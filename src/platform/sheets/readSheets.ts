import { fileTypeFromBuffer } from 'file-type'
import { err, ok, type Result } from '../result.ts'
import { decodeText } from './decodeText.ts'
import { readCsv } from './readCsv.ts'
import { type Progress, readXlsx, unpackedSize } from './readXlsx.ts'
import type { Sheet } from './sheet.ts'

export const MOST_FILE_BYTES = 10 * 1024 * 1024
export const MOST_ROWS = 200_000

/** What a file is by its content, before anything of it is read. */
export type SheetFile = { readonly kind: 'xlsx'; readonly bytes: Buffer } | { readonly kind: 'csv'; readonly text: string }

/**
 * Tells a spreadsheet by its content and never by its name: XLSX, or CSV in UTF-8, UTF-16 or Windows-1251.
 * Refused: an empty file, one over 10 MB, one with macros or a password, another kind of file.
 */
export async function openSheetFile(bytes: Uint8Array): Promise<Result<SheetFile>> {
  if (bytes.length === 0) return err('file.empty')
  if (bytes.length > MOST_FILE_BYTES) return err('file.tooLarge', { values: { maximum: MOST_FILE_BYTES / 1024 / 1024 } })
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isZip = buffer.length > 22 && buffer.readUInt32LE(0) === 0x04034b50
  if (isZip && buffer.includes('xl/vbaProject.bin')) return err('file.macros')
  if (isZip && buffer.includes('xl/workbook.xml')) {
    if (unpackedSize(buffer) === undefined) return err('file.broken')
    return ok({ kind: 'xlsx', bytes: buffer })
  }
  if (isZip) return err('file.type', { values: { type: buffer.includes('word/document.xml') ? 'docx' : 'zip' } })
  const known = (await fileTypeFromBuffer(buffer))?.ext
  // A workbook with a password is a container of the old kind that holds the new one, sealed.
  if (known === 'cfb' && buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return err('file.encrypted')
  if (known && CERTAIN.has(known)) return err('file.type', { values: { type: known === 'cfb' ? oldKind(buffer) : known } })
  const text = decodeText(buffer)
  if (!text.ok) return text
  if (/^\s*(<!doctype|<html|<table|<\?xml)/i.test(text.value)) return err('file.type', { values: { type: 'html' } })
  return ok({ kind: 'csv', text: text.value })
}

const oldKind = (buffer: Buffer): string => (buffer.includes(Buffer.from('WordDocument', 'utf16le')) ? 'doc' : 'xls')

// Types told by a signature that no text begins with; others are guesses that a table in UTF-16 can set off.
const CERTAIN = new Set(['pdf', 'cfb', 'rtf', 'png', 'jpg', 'gif', 'gz', '7z', 'rar', 'sqlite', 'tif', 'bmp', 'webp', 'mp4'])

const SMALL_XLSX = 1024 * 1024
const SMALL_TEXT = 150_000
/** Whether a file is read in a moment: some thousand rows at most. */
export const isSmall = (file: SheetFile): boolean =>
  file.kind === 'csv' ? file.text.length <= SMALL_TEXT : (unpackedSize(file.bytes) ?? 0) <= SMALL_XLSX

/** The tables of an opened file, read in a stream. Refused: over 200,000 rows, an archive that unpacks to too much. */
export async function readSheetFile(file: SheetFile, onProgress?: Progress): Promise<Result<Sheet[]>> {
  if (file.kind === 'xlsx') return withRows(await readXlsx(file.bytes, MOST_ROWS, onProgress))
  const sheet = await readCsv(file.text, MOST_ROWS, onProgress)
  return withRows(sheet.ok ? ok([sheet.value]) : sheet)
}

/** The tables of a spreadsheet: `openSheetFile`, then `readSheetFile`. */
export async function readSheets(bytes: Uint8Array): Promise<Result<Sheet[]>> {
  const file = await openSheetFile(bytes)
  return file.ok ? readSheetFile(file.value) : file
}

const withRows = (sheets: Result<Sheet[]>): Result<Sheet[]> =>
  sheets.ok && sheets.value.every(sheet => sheet.rows.length === 0) ? err('file.empty') : sheets
