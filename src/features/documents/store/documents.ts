import { and, asc, count, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { document } from '#db/schema/documents.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { FileUse } from '../rules/fileKey.ts'
import type { OwnerType } from '../rules/upload.ts'

export type DocumentRow = typeof document.$inferSelect

export const insertDocument = async (tx: Writing, row: DocumentRow): Promise<void> => void (await tx.insert(document).values(row))

const MOST_IN_ONE = 500

/** Attachments that were not removed, in the order in which they were added. */
export async function selectDocuments(db: Reading, ownerType: OwnerType, ownerIds: readonly string[]): Promise<DocumentRow[]> {
  const rows: DocumentRow[] = []
  for (let at = 0; at < ownerIds.length; at += MOST_IN_ONE)
    rows.push(
      ...(await db
        .select()
        .from(document)
        .where(
          and(
            eq(document.ownerType, ownerType),
            inArray(document.ownerId, ownerIds.slice(at, at + MOST_IN_ONE)),
            isNull(document.removedAt),
          ),
        )
        .orderBy(asc(document.addedAt), asc(document.id))),
    )
  return rows
}

export const selectDocument = async (db: Reading, id: string): Promise<DocumentRow | undefined> =>
  (
    await db
      .select()
      .from(document)
      .where(and(eq(document.id, id), isNull(document.removedAt)))
      .limit(1)
  )[0]

const ofOwner = (ownerType: OwnerType, ownerId: string) =>
  and(eq(document.ownerType, ownerType), eq(document.ownerId, ownerId), isNull(document.removedAt))

export const countDocuments = async (db: Reading, ownerType: OwnerType, ownerId: string): Promise<number> =>
  (await db.select({ n: count() }).from(document).where(ofOwner(ownerType, ownerId)))[0]?.n ?? 0

export const markPublished = async (tx: Writing, ownerType: OwnerType, ownerId: string, at: Date): Promise<void> =>
  void (await tx
    .update(document)
    .set({ publishedAt: at })
    .where(and(ofOwner(ownerType, ownerId), isNull(document.publishedAt))))

export const markWithdrawn = async (tx: Writing, ownerType: OwnerType, ownerId: string): Promise<void> =>
  void (await tx
    .update(document)
    .set({ publishedAt: null })
    .where(and(ofOwner(ownerType, ownerId), isNotNull(document.publishedAt))))

/** False where there is no such attachment of this owner. */
export async function markRemoved(tx: Writing, ownerType: OwnerType, ownerId: string, id: string, at: Date): Promise<boolean> {
  const changed = await tx
    .update(document)
    .set({ removedAt: at, publishedAt: null })
    .where(and(ofOwner(ownerType, ownerId), eq(document.id, id)))
    .returning({ id: document.id })
  return changed.length === 1
}

export const selectFileUses = (db: Reading): Promise<FileUse[]> =>
  db.select({ fileKey: document.fileKey, removedAt: document.removedAt }).from(document)
