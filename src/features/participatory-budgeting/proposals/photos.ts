import { readUpload } from '#features/documents/readUpload.ts'
import { type CheckedFile, isImage } from '#features/documents/rules/upload.ts'
import { err, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

export const MOST_PHOTOS = 4

/** A photo that somebody sent, drawn anew without what a camera adds. Refuses other files. */
export async function readPhoto(app: App, file: File | undefined): Promise<Result<CheckedFile>> {
  if (!file || file.size === 0) return err('file.empty', { path: 'file' })
  const one = await readUpload(app, file)
  if (!one.ok) return { ok: false, refusals: [{ ...one.refusals[0], path: 'file' }] }
  return isImage(one.value) ? one : err('proposal.photoKind', { path: 'file' })
}
