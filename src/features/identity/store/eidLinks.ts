import { eq } from 'drizzle-orm'
import { eidLink } from '#db/schema/signIn.ts'
import type { Reading, Writing } from '#db/store.ts'

type EidLinkRow = typeof eidLink.$inferSelect

export const eidLinkOf = async (db: Reading, accountId: string): Promise<EidLinkRow | undefined> =>
  (await db.select().from(eidLink).where(eq(eidLink.accountId, accountId)).limit(1))[0]

export const eidLinkBySubject = async (db: Reading, subjectHash: string): Promise<EidLinkRow | undefined> =>
  (await db.select().from(eidLink).where(eq(eidLink.subjectHash, subjectHash)).limit(1))[0]

/** False where the account has an eID, or the eID an account. */
export const insertEidLink = async (tx: Writing, row: EidLinkRow): Promise<boolean> =>
  (await tx.insert(eidLink).values(row).onConflictDoNothing().returning({ accountId: eidLink.accountId })).length === 1

export const deleteEidLink = async (tx: Writing, accountId: string): Promise<boolean> =>
  (await tx.delete(eidLink).where(eq(eidLink.accountId, accountId)).returning({ accountId: eidLink.accountId })).length === 1
