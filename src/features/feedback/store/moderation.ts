import { and, asc, eq, ne } from 'drizzle-orm'
import { feedback, feedbackContact, feedbackModeration } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Decided } from '../rules/moderation.ts'
import type { FeedbackRow } from './words.ts'

export type ModerationRow = typeof feedbackModeration.$inferSelect

/** Writes a decision on the version that was seen; false where another was made, or the words taken back, meanwhile. */
export async function writeDecision(tx: Writing, id: string, seenVersion: number, decided: Decided): Promise<boolean> {
  const { moderation, status, publishedText } = decided
  const changed = await tx
    .update(feedback)
    .set({ moderation, status, publishedText, moderationVersion: seenVersion + 1 })
    .where(and(eq(feedback.id, id), eq(feedback.moderationVersion, seenVersion), ne(feedback.status, 'withdrawn')))
    .returning({ id: feedback.id })
  return changed.length === 1
}

export const insertModeration = async (tx: Writing, row: ModerationRow): Promise<void> =>
  void (await tx.insert(feedbackModeration).values(row))

/** Decisions about a word, oldest first. */
export const selectModerations = (db: Reading, feedbackId: string): Promise<ModerationRow[]> =>
  db
    .select()
    .from(feedbackModeration)
    .where(eq(feedbackModeration.feedbackId, feedbackId))
    .orderBy(asc(feedbackModeration.version))

export const selectWord = async (db: Reading, reference: string): Promise<FeedbackRow | undefined> =>
  (await db.select().from(feedback).where(eq(feedback.reference, reference)).limit(1))[0]

export const selectWordById = async (db: Reading, id: string): Promise<FeedbackRow | undefined> =>
  (await db.select().from(feedback).where(eq(feedback.id, id)).limit(1))[0]

export const selectContact = async (db: Reading, feedbackId: string) =>
  (await db.select().from(feedbackContact).where(eq(feedbackContact.feedbackId, feedbackId)).limit(1))[0]
