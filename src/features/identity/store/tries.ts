import { eq, lt } from 'drizzle-orm'
import { knownDevice, signInTry } from '#db/schema/identity.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Tries } from '../rules/signInDelay.ts'

/** The tries under a key. Writes the row first, so that two tries at once are counted one after the other. */
export async function lockTries(tx: Writing, keyHash: string, now: Date): Promise<Tries> {
  const [row] = await tx
    .insert(signInTry)
    .values({ keyHash, count: 0, lastAt: now })
    .onConflictDoUpdate({ target: signInTry.keyHash, set: { keyHash } })
    .returning()
  if (!row) throw new Error('a row that was just written is missing')
  return row
}

export const countTry = async (tx: Writing, keyHash: string, count: number, now: Date): Promise<void> =>
  void (await tx.update(signInTry).set({ count, lastAt: now }).where(eq(signInTry.keyHash, keyHash)))

export const forgetTries = async (tx: Writing, keyHash: string): Promise<void> =>
  void (await tx.delete(signInTry).where(eq(signInTry.keyHash, keyHash)))

export const deleteTriesBefore = async (tx: Writing, at: Date): Promise<void> =>
  void (await tx.delete(signInTry).where(lt(signInTry.lastAt, at)))

/** Whose browser this is known to be, by the hash of its token. */
export const deviceOwner = async (db: Reading, tokenHash: string): Promise<string | undefined> =>
  (
    await db.select({ accountId: knownDevice.accountId }).from(knownDevice).where(eq(knownDevice.tokenHash, tokenHash)).limit(1)
  )[0]?.accountId

export const rememberDevice = async (tx: Writing, row: typeof knownDevice.$inferSelect): Promise<void> =>
  void (await tx
    .insert(knownDevice)
    .values(row)
    .onConflictDoUpdate({ target: knownDevice.tokenHash, set: { accountId: row.accountId, seenAt: row.seenAt } }))

export const forgetDevicesOf = async (tx: Writing, accountId: string): Promise<void> =>
  void (await tx.delete(knownDevice).where(eq(knownDevice.accountId, accountId)))

export const deleteDevicesBefore = async (tx: Writing, at: Date): Promise<void> =>
  void (await tx.delete(knownDevice).where(lt(knownDevice.seenAt, at)))
