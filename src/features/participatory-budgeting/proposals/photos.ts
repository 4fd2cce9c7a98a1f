import { readUpload } from '#features/documents/readUpload.ts'
import { type CheckedFile, isImage } from '#features/documents/rules/upload.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

export const MOST_PHOTOS = 4

/** Photos that somebody sent, drawn anew without what a camera adds. Refuses other files, and more than four. */
export async function readPhotos(app: App, files: readonly File[]): Promise<Result<CheckedFile[]>> {
  const sent = files.filter(file => file.size > 0)
  if (sent.length > MOST_PHOTOS) return err('proposal.photosMost', { path: 'photos', values: { most: MOST_PHOTOS } })
  const checked: CheckedFile[] = []
  for (const file of sent) {
    const one = await readUpload(app, file)
    if (!one.ok) return { ok: false, refusals: [{ ...one.refusals[0], path: 'photos' }] }
    if (!isImage(one.value)) return err('proposal.photoKind', { path: 'photos' })
    checked.push(one.value)
  }
  return ok(checked)
}
