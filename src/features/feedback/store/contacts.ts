import { and, eq, isNull } from 'drizzle-orm'
import { feedback, feedbackContact } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'

export const keepUnsubscribeToken = async (tx: Writing, feedbackId: string, token: string): Promise<void> =>
  void (await tx.update(feedbackContact).set({ unsubscribeToken: token }).where(eq(feedbackContact.feedbackId, feedbackId)))

/** The contact that an unsubscribing address belongs to, with its word. */
export const selectByUnsubscribeToken = async (db: Reading, token: string) =>
  (
    await db
      .select({ contact: feedbackContact, word: feedback })
      .from(feedbackContact)
      .innerJoin(feedback, eq(feedback.id, feedbackContact.feedbackId))
      .where(eq(feedbackContact.unsubscribeToken, token))
      .limit(1)
  )[0]

/** Ends mail: the address stays only where `keep` says that somebody else may use it. False where it was ended before. */
export async function endMail(tx: Writing, feedbackId: string, at: Date, keep: boolean): Promise<boolean> {
  const changed = await tx
    .update(feedbackContact)
    .set({ unsubscribedAt: at, ...(keep ? {} : { email: null }) })
    .where(and(eq(feedbackContact.feedbackId, feedbackId), isNull(feedbackContact.unsubscribedAt)))
    .returning({ id: feedbackContact.feedbackId })
  return changed.length === 1
}
