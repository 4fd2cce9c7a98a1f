import { createHash } from 'node:crypto'
import type { App } from '#src/app.ts'
import { keyOfFile, smallOf } from './rules/fileKey.ts'
import type { CheckedFile, KeptFile } from './rules/upload.ts'

/**
 * Puts a checked file's bytes into the file store, before the transaction that attaches it. Where that transaction never
 * comes to be, `sweepFiles` takes them away again.
 */
export async function keepFile(app: App, checked: CheckedFile): Promise<KeptFile> {
  const { bytes, small, ...rest } = checked
  const fileKey = keyOfFile(app.newId())
  await app.files.put(fileKey, bytes)
  if (small) await app.files.put(smallOf(fileKey), small)
  return { ...rest, fileKey, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
