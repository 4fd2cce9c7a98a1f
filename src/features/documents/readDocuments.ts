import type { App } from '#src/app.ts'
import { attachedOf } from './rules/shape.ts'
import type { AttachedDocument, OwnerType } from './rules/upload.ts'
import { selectDocuments } from './store/documents.ts'

/**
 * Attachments by owner, in the order in which they were added; every owner asked for has a list. Public pages show those
 * that are published (`isPublished`).
 */
export async function readDocuments(
  app: App,
  ownerType: OwnerType,
  ownerIds: readonly string[],
): Promise<Map<string, AttachedDocument[]>> {
  const found = new Map<string, AttachedDocument[]>(ownerIds.map(id => [id, []]))
  for (const row of await selectDocuments(app.store.read, ownerType, ownerIds)) found.get(row.ownerId)?.push(attachedOf(row))
  return found
}
