import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { smallOf } from './rules/fileKey.ts'
import { attachedOf } from './rules/shape.ts'
import { type AttachedDocument, isImage } from './rules/upload.ts'
import { selectDocument } from './store/documents.ts'

export interface DocumentFile extends AttachedDocument {
  /** Changes with the content. */
  readonly version: string
  readonly content: Uint8Array
}

/**
 * A file with its bytes. Everybody gets what is published; before, the office of its municipality does, and who reviews
 * practices gets those of a practice. `placesOf` answers the municipality's id and those above it. `size` small is the image in small. All else is
 * `document.unknown`, so that nobody learns what is being prepared.
 */
export async function readDocumentFile(
  app: App,
  viewer: Viewer,
  id: string,
  placesOf: (municipalityId: string) => Promise<readonly string[]>,
  size: 'whole' | 'small' = 'whole',
): Promise<Result<DocumentFile, 'document.unknown'>> {
  const row = await selectDocument(app.store.read, id)
  if (!row) return err('document.unknown')
  if (row.publishedAt === null) {
    const places = await placesOf(row.municipalityId)
    const reviews = row.ownerType === 'practice' && may(viewer, 'practice.review', places)
    if (!reviews && !may(viewer, 'office.read', places)) return err('document.unknown')
  }
  const small = size === 'small' && isImage(row)
  const content = await app.files.get(small ? smallOf(row.fileKey) : row.fileKey)
  if (!content) {
    app.log.error({ document: row.id, fileKey: row.fileKey }, 'the bytes of a document are missing')
    return err('document.unknown')
  }
  return ok({
    ...attachedOf(row),
    ...(small ? { mimeType: 'image/webp' } : {}),
    version: small ? `${row.sha256}-small` : row.sha256,
    content,
  })
}
