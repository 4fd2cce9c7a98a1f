import { createInflateRaw } from 'node:zlib'
import { err, ok, type Result } from '#platform/result.ts'
import { packedBytes, readZipTable, type ZipEntry } from '#platform/zip.ts'
import { DOCX, XLSX } from './rules/upload.ts'

const MOST_UNPACKED_MB = 150
const MOST_PARTS = 5_000
/** Tables of zeros pack well, but no document of an office packs a hundred and fifty times smaller. */
const MOST_RATIO = 150
const RATIO_FROM = 20 * 1024 * 1024

export type OfficeFault = 'file.broken' | 'file.kind' | 'file.macros' | 'file.unpacksTooLarge'

/**
 * Which document of Word or Excel a zip archive is, told by its parts. Every part is unpacked once, a piece at a time and
 * thrown away, so that its size is what it is and not what the archive says. Refused: macros, ActiveX, an archive that
 * unpacks to too much, one that is damaged or locked.
 */
export async function checkOffice(bytes: Buffer): Promise<Result<typeof DOCX | typeof XLSX, OfficeFault>> {
  const entries = readZipTable(bytes)
  if (!entries) return err('file.broken')
  const names = new Set(entries.map(entry => entry.name))
  const type = names.has('word/document.xml') ? DOCX : names.has('xl/workbook.xml') ? XLSX : undefined
  if (!type || !names.has('[Content_Types].xml')) return err('file.kind')
  if (entries.some(({ name }) => /(^|\/)(vbaProject\w*\.bin|vbaData\.xml|activeX\/)/i.test(name))) return err('file.macros')
  const most = MOST_UNPACKED_MB * 1024 * 1024
  const tooLarge = err('file.unpacksTooLarge', { values: { maximum: MOST_UNPACKED_MB } })
  if (entries.length > MOST_PARTS || entries.reduce((sum, one) => sum + one.unpacked, 0) > most) return tooLarge
  let size = 0
  for (const entry of entries) {
    const said = await unpackedSize(bytes, entry, most - size)
    if (said === 'broken') return err('file.broken')
    if (said === 'tooLarge') return tooLarge
    size += said.size
    if (entry.name === '[Content_Types].xml' && /macroEnabled/i.test(said.start)) return err('file.macros')
  }
  return size > RATIO_FROM && size > bytes.length * MOST_RATIO ? tooLarge : ok(type)
}

/** Size of a part and its first 256 kB as text. */
async function unpackedSize(
  bytes: Buffer,
  entry: ZipEntry,
  most: number,
): Promise<{ size: number; start: string } | 'broken' | 'tooLarge'> {
  const packed = packedBytes(bytes, entry)
  if (!packed) return 'broken'
  if (entry.method === 0) return { size: packed.length, start: packed.toString('utf8', 0, 262_144) }
  let size = 0
  let start = ''
  const inflate = createInflateRaw()
  try {
    inflate.end(packed)
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length
      if (size > most) return 'tooLarge'
      if (start.length < 262_144) start += (chunk as Buffer).toString('latin1')
    }
  } catch {
    return 'broken'
  } finally {
    inflate.destroy()
  }
  return size === entry.unpacked ? { size, start } : 'broken'
}
