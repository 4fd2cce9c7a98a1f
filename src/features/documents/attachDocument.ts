import type { Writing } from '#db/store.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { titleOfFile } from './rules/fileName.ts'
import { attachedOf } from './rules/shape.ts'
import { type AttachedDocument, type KeptFile, MOST_ATTACHED, type OwnerType } from './rules/upload.ts'
import { countDocuments, insertDocument } from './store/documents.ts'

/**
 * Attaches a kept file to something of a room above, in that room's transaction; it is not published by that. Whoever may
 * attach was asked by the room. `by` is the actor, as `actorOf` says it; `title` is the file's name where there is none.
 * Refuses `file.tooMany`.
 */
export async function attachDocument(
  app: App,
  tx: Writing,
  input: {
    readonly ownerType: OwnerType
    readonly ownerId: string
    /** Whose office may fetch the file before it is published. */
    readonly municipalityId: string
    readonly kept: KeptFile
    readonly title?: string | undefined
    readonly by: string
  },
): Promise<Result<AttachedDocument, 'file.tooMany'>> {
  const { ownerType, ownerId, municipalityId, kept, by } = input
  if ((await countDocuments(tx, ownerType, ownerId)) >= MOST_ATTACHED)
    return err('file.tooMany', { path: 'file', values: { maximum: MOST_ATTACHED } })
  const row = {
    ...{ id: app.newId(), ownerType, ownerId, municipalityId },
    title: input.title?.trim() || titleOfFile(kept.fileName),
    ...{ fileName: kept.fileName, fileKey: kept.fileKey, mimeType: kept.mimeType, bytes: kept.bytes, sha256: kept.sha256 },
    ...{ width: kept.width ?? null, height: kept.height ?? null },
    ...{ addedAt: app.now(), addedBy: by, publishedAt: null, removedAt: null },
  }
  await insertDocument(tx, row)
  return ok(attachedOf(row))
}
