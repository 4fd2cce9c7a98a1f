import { and, eq, gt, lte } from 'drizzle-orm'
import { idempotentAnswer } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'

export interface KeptAnswer {
  readonly bodyHash: string
  /** Sealed with the key, so that the store alone does not tell the tracking code. */
  readonly answer: string
}

/**
 * Claims a key for one request: undefined where it was free (or its answer has expired), otherwise the first request's
 * answer. On PostgreSQL a second request waits here until the first has committed or failed.
 */
export async function claimKey(
  tx: Writing,
  claim: { readonly keyHash: string; readonly bodyHash: string; readonly at: Date; readonly expiresAt: Date },
): Promise<KeptAnswer | undefined> {
  const { keyHash, bodyHash, at, expiresAt } = claim
  const row = { keyHash, bodyHash, answer: '', expiresAt }
  const claimed = await tx.insert(idempotentAnswer).values(row).onConflictDoNothing().returning()
  if (claimed.length > 0) return undefined
  const renewed = await tx
    .update(idempotentAnswer)
    .set(row)
    .where(and(eq(idempotentAnswer.keyHash, keyHash), lte(idempotentAnswer.expiresAt, at)))
    .returning()
  if (renewed.length > 0) return undefined
  const [kept] = await tx.select().from(idempotentAnswer).where(eq(idempotentAnswer.keyHash, keyHash))
  if (!kept) throw new Error('a claimed key has no row')
  return kept
}

export const keepAnswer = async (tx: Writing, keyHash: string, answer: string): Promise<void> =>
  void (await tx.update(idempotentAnswer).set({ answer }).where(eq(idempotentAnswer.keyHash, keyHash)))

/** The answer that is kept under a key at `at`. */
export const selectAnswer = async (db: Reading, keyHash: string, at: Date): Promise<KeptAnswer | undefined> =>
  (
    await db
      .select()
      .from(idempotentAnswer)
      .where(and(eq(idempotentAnswer.keyHash, keyHash), gt(idempotentAnswer.expiresAt, at)))
  )[0]
