import type { Writing } from '#db/store.ts'
import type { App } from '#src/app.ts'
import type { OwnerType } from './rules/upload.ts'
import { markPublished, markRemoved, markWithdrawn } from './store/documents.ts'

/** Opens all attachments of an owner to everybody, in the transaction that publishes it. */
export const publishDocuments = (app: App, tx: Writing, ownerType: OwnerType, ownerId: string): Promise<void> =>
  markPublished(tx, ownerType, ownerId, app.now())

/** Closes them again: their addresses answer 404 but for the office, from the next request on. */
export const withdrawDocuments = (_app: App, tx: Writing, ownerType: OwnerType, ownerId: string): Promise<void> =>
  markWithdrawn(tx, ownerType, ownerId)

/**
 * Takes an attachment away; its bytes follow after 30 days. False where this owner has no such attachment, so that nobody
 * removes the file of another by its id.
 */
export const removeDocument = (
  app: App,
  tx: Writing,
  which: { readonly ownerType: OwnerType; readonly ownerId: string; readonly id: string },
): Promise<boolean> => markRemoved(tx, which.ownerType, which.ownerId, which.id, app.now())
