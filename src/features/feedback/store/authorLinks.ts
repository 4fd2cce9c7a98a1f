import { and, eq, gt, isNull } from 'drizzle-orm'
import { feedbackAuthorLink } from '#db/schema/answering.ts'
import { feedback } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'

export const insertAuthorLink = async (tx: Writing, row: typeof feedbackAuthorLink.$inferInsert): Promise<void> =>
  void (await tx.insert(feedbackAuthorLink).values(row))

/** The word that a link opens at `at`, and whether the link has carried an outcome. */
export const selectByAuthorLink = async (db: Reading, tokenHash: string, at: Date) =>
  (
    await db
      .select({ reference: feedback.reference, usedAt: feedbackAuthorLink.usedAt })
      .from(feedbackAuthorLink)
      .innerJoin(feedback, eq(feedback.id, feedbackAuthorLink.feedbackId))
      .where(and(eq(feedbackAuthorLink.tokenHash, tokenHash), gt(feedbackAuthorLink.expiresAt, at)))
      .limit(1)
  )[0]

/** Takes a link's one use; false where it was taken before, or its time is over. */
export const takeAuthorLink = async (tx: Writing, tokenHash: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(feedbackAuthorLink)
      .set({ usedAt: at })
      .where(
        and(eq(feedbackAuthorLink.tokenHash, tokenHash), isNull(feedbackAuthorLink.usedAt), gt(feedbackAuthorLink.expiresAt, at)),
      )
      .returning({ id: feedbackAuthorLink.tokenHash })
  ).length === 1

/** Ends every link to a word. */
export const deleteAuthorLinks = async (tx: Writing, feedbackId: string): Promise<void> =>
  void (await tx.delete(feedbackAuthorLink).where(eq(feedbackAuthorLink.feedbackId, feedbackId)))
