import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { recoveryCode, secondFactor } from '#db/schema/signIn.ts'
import type { Reading, Writing } from '#db/store.ts'

type SecondFactorRow = typeof secondFactor.$inferSelect

export const secondFactorOf = async (db: Reading, accountId: string): Promise<SecondFactorRow | undefined> =>
  (await db.select().from(secondFactor).where(eq(secondFactor.accountId, accountId)).limit(1))[0]

/** Sets it up, in the place of an earlier one. */
export const putSecondFactor = async (tx: Writing, row: SecondFactorRow): Promise<void> =>
  void (await tx.insert(secondFactor).values(row).onConflictDoUpdate({ target: secondFactor.accountId, set: row }))

/** Takes a code's half minute; false where it or a later one was taken before. */
export const takeStep = async (tx: Writing, accountId: string, step: number): Promise<boolean> =>
  (
    await tx
      .update(secondFactor)
      .set({ lastStep: step })
      .where(and(eq(secondFactor.accountId, accountId), lt(secondFactor.lastStep, step)))
      .returning({ accountId: secondFactor.accountId })
  ).length === 1

/** False where there was none. */
export async function deleteSecondFactor(tx: Writing, accountId: string): Promise<boolean> {
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
  const gone = await tx
    .delete(secondFactor)
    .where(eq(secondFactor.accountId, accountId))
    .returning({ id: secondFactor.accountId })
  return gone.length === 1
}

export async function putRecoveryCodes(tx: Writing, accountId: string, codeHashes: readonly string[]): Promise<void> {
  await tx.delete(recoveryCode).where(eq(recoveryCode.accountId, accountId))
  await tx.insert(recoveryCode).values(codeHashes.map(codeHash => ({ codeHash, accountId, usedAt: null })))
}

/** Spends a recovery code; false where it is unknown or spent. */
export const spendRecoveryCode = async (tx: Writing, accountId: string, codeHash: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(recoveryCode)
      .set({ usedAt: at })
      .where(and(eq(recoveryCode.codeHash, codeHash), eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt)))
      .returning({ codeHash: recoveryCode.codeHash })
  ).length === 1

export async function countRecoveryCodes(db: Reading, accountId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)` })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.accountId, accountId), isNull(recoveryCode.usedAt)))
  return Number(row?.count ?? 0)
}
