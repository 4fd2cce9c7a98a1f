import { fileTypeFromBuffer } from 'file-type'
import { err, ok, type Result } from '../result.ts'
import { decodeText } from './decodeText.ts'
import { readCsv } from './readCsv.ts'
import { readXlsx } from './readXlsx.ts'
import type { Sheet } from './sheet.ts'

export const MOST_FILE_BYTES = 20 * 1024 * 1024
export const MOST_ROWS = 100_000

/**
 * The tables of a spreadsheet, told by its content and never by its name: XLSX, or CSV in UTF-8, UTF-16 or Windows-1251.
 * Refused: an empty file, one over 20 MB or 100,000 rows, an archive that unpacks to too much, another kind of file.
 */
export async function readSheets(bytes: Uint8Array): Promise<Result<Sheet[]>> {
  if (bytes.length === 0) return err('file.empty')
  if (bytes.length > MOST_FILE_BYTES) return err('file.tooLarge', { values: { maximum: MOST_FILE_BYTES / 1024 / 1024 } })
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isZip = buffer.length > 22 && buffer.readUInt32LE(0) === 0x04034b50
  if (isZip && buffer.includes('xl/workbook.xml')) return withRows(await readXlsx(buffer, MOST_ROWS))
  if (isZip) return err('file.type', { values: { type: 'zip' } })
  const known = (await fileTypeFromBuffer(buffer))?.ext
  if (known && CERTAIN.has(known)) return err('file.type', { values: { type: known === 'cfb' ? 'xls' : known } })
  const text = decodeText(buffer)
  if (!text.ok) return text
  if (/^\s*(<!doctype|<html|<table|<\?xml)/i.test(text.value)) return err('file.type', { values: { type: 'html' } })
  const sheet = readCsv(text.value, MOST_ROWS)
  return withRows(sheet.ok ? ok([sheet.value]) : sheet)
}

// Types told by a signature that no text begins with; others are guesses that a table in UTF-16 can set off.
const CERTAIN = new Set(['pdf', 'cfb', 'rtf', 'png', 'jpg', 'gif', 'gz', '7z', 'rar', 'sqlite', 'tif', 'bmp', 'webp', 'mp4'])

const withRows = (sheets: Result<Sheet[]>): Result<Sheet[]> =>
  sheets.ok && sheets.value.every(sheet => sheet.rows.length === 0) ? err('file.empty') : sheets
