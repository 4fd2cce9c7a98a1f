import { inflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { err, ok, type Result } from '../result.ts'
import { packedBytes, readZipTable } from '../zip.ts'

/**
 * Unpacks the XML parts of a zip archive, after its table of contents says that all parts together stay under `most` bytes.
 * A part that unpacks to more than its table says is refused as well, so a lying table buys nothing.
 */
export function unpackXml(bytes: Buffer, most: number): Result<Map<string, Buffer>, 'file.broken' | 'file.unpacksTooLarge'> {
  const entries = readZipTable(bytes)
  if (!entries) return err('file.broken')
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > most)
    return err('file.unpacksTooLarge', { values: { maximum: Math.floor(most / 1024 / 1024) } })
  const parts = new Map<string, Buffer>()
  for (const entry of entries) {
    const packed = packedBytes(bytes, entry)
    if (!packed) return err('file.broken')
    try {
      const unpacked = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked) })
      if (unpacked.length !== entry.unpacked) return err('file.broken')
      if (/\.(xml|rels)$/.test(entry.name)) parts.set(entry.name, unpacked)
    } catch {
      return err('file.broken')
    }
  }
  return ok(parts)
}

/** A zip archive of these parts and nothing else, not compressed. */
export const packPlain = (parts: ReadonlyMap<string, Buffer>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }))
