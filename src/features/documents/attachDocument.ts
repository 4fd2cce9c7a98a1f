import type { Writing } from '#db/store.ts'
import type { App } from '#src/app.ts'
import { titleOfFile } from './rules/fileName.ts'
import { attachedOf } from './rules/shape.ts'
import type { AttachedDocument, KeptFile, OwnerType } from './rules/upload.ts'
import { insertDocument } from './store/documents.ts'

/**
 * Attaches a kept file to something of a room above, in that room's transaction; it is not published by that. Whoever may
 * attach was asked by the room. `by` is the actor, as `actorOf` says it; `title` is the file's name where there is none.
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
): Promise<AttachedDocument> {
  const { ownerType, ownerId, municipalityId, kept, by } = input
  const row = {
    ...{ id: app.newId(), ownerType, ownerId, municipalityId },
    title: input.title?.trim() || titleOfFile(kept.fileName),
    ...{ fileName: kept.fileName, fileKey: kept.fileKey, mimeType: kept.mimeType, bytes: kept.bytes, sha256: kept.sha256 },
    ...{ width: kept.width ?? null, height: kept.height ?? null },
    ...{ addedAt: app.now(), addedBy: by, publishedAt: null, removedAt: null },
  }
  await insertDocument(tx, row)
  return attachedOf(row)
}
