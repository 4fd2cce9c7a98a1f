import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { keptForm } from '#db/schema/signIn.ts'
import type { Reading, Writing } from '#db/store.ts'

type KeptFormRow = typeof keptForm.$inferSelect

export const insertKeptForm = async (tx: Writing, row: KeptFormRow): Promise<void> => void (await tx.insert(keptForm).values(row))

/** Undefined where it is unknown or its time is over at `now`. */
export const keptFormByKey = async (db: Reading, keyHash: string, now: Date): Promise<KeptFormRow | undefined> =>
  (
    await db
      .select()
      .from(keptForm)
      .where(and(eq(keptForm.keyHash, keyHash), gt(keptForm.expiresAt, now)))
      .limit(1)
  )[0]

export const deleteKeptForm = async (tx: Writing, keyHash: string): Promise<void> =>
  void (await tx.delete(keptForm).where(eq(keptForm.keyHash, keyHash)))

export const deleteKeptFormsBefore = async (tx: Writing, at: Date): Promise<void> =>
  void (await tx.delete(keptForm).where(lt(keptForm.expiresAt, at)))

/** Forms from browsers that nobody is known to have signed in with. */
export async function countStrangersForms(db: Reading): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(keptForm)
    .where(isNull(keptForm.accountId))
  return Number(row?.count ?? 0)
}
