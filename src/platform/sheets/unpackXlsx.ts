import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { packedBytes, type ZipEntry } from '../zip.ts'

/** A part that is not what the table of contents says of it, or cannot be unpacked. */
export class BrokenArchive extends Error {}

const CHUNK_BYTES = 64 * 1024

/**
 * Unpacks one part piece by piece, so that no more than a piece of it is in memory. A part that unpacks to more or less than
 * the table of contents says throws `BrokenArchive`, so a lying table buys nothing.
 */
export async function* unpack(bytes: Buffer, entry: ZipEntry): AsyncGenerator<Buffer, void> {
  const packed = packedBytes(bytes, entry)
  if (!packed) throw new BrokenArchive(entry.name)
  let size = 0
  for await (const chunk of entry.method === 0 ? piecesOf(packed) : inflated(packed)) {
    size += chunk.length
    if (size > entry.unpacked) throw new BrokenArchive(entry.name)
    yield chunk
  }
  if (size !== entry.unpacked) throw new BrokenArchive(entry.name)
}

async function* inflated(packed: Buffer): AsyncGenerator<Buffer, void> {
  const inflate = Readable.from([packed]).pipe(createInflateRaw({ chunkSize: CHUNK_BYTES }))
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch (error) {
    throw new BrokenArchive(String(error))
  } finally {
    inflate.destroy()
  }
}

function* piecesOf(packed: Buffer): Generator<Buffer, void> {
  for (let at = 0; at < packed.length; at += CHUNK_BYTES) yield packed.subarray(at, at + CHUNK_BYTES)
}
