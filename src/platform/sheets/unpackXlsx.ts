import { inflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { err, ok, type Result } from '../result.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50

interface Entry {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
}

/**
 * Unpacks the XML parts of a zip archive, after its table of contents says that all parts together stay under `most` bytes.
 * A part that unpacks to more than its table says is refused as well, so a lying table buys nothing.
 */
export function unpackXml(bytes: Buffer, most: number): Result<Map<string, Buffer>, 'file.broken' | 'file.unpacksTooLarge'> {
  const entries = readTable(bytes)
  if (!entries) return err('file.broken')
  if (entries.reduce((sum, entry) => sum + entry.unpacked, 0) > most)
    return err('file.unpacksTooLarge', { values: { maximum: Math.floor(most / 1024 / 1024) } })
  const parts = new Map<string, Buffer>()
  for (const entry of entries) {
    const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
    const packed = bytes.subarray(start, start + entry.packed)
    if (packed.length !== entry.packed || (entry.method !== 0 && entry.method !== 8)) return err('file.broken')
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

/** The archive's table of contents, or undefined where there is no whole one (also: ZIP64, which no office file needs). */
function readTable(bytes: Buffer): Entry[] | undefined {
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 22 - 65_536 && bytes.readUInt32LE(end) !== END) end -= 1
  if (end < 0 || bytes.readUInt32LE(end) !== END) return undefined
  const count = bytes.readUInt16LE(end + 10)
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined
    const nameLength = bytes.readUInt16LE(at + 28)
    const entry = {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    if (entry.offset + 30 > bytes.length) return undefined
    entries.push(entry)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

/** A zip archive of these parts and nothing else, not compressed. */
export const packPlain = (parts: ReadonlyMap<string, Buffer>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }))
