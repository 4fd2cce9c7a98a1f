import { and, eq, ne, sql } from 'drizzle-orm'
import { feedback, feedbackContact, feedbackEvent, feedbackModeration, feedbackRating } from '#db/schema/feedback.ts'
import type { Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'

export type FeedbackRow = typeof feedback.$inferSelect
export type EventRow = typeof feedbackEvent.$inferSelect

/** Inserts a word; false where its reference is taken already, and another must be drawn. */
export async function insertFeedback(tx: Writing, row: typeof feedback.$inferInsert): Promise<boolean> {
  const inserted = await tx
    .insert(feedback)
    .values(row)
    .onConflictDoNothing({ target: feedback.reference })
    .returning({ id: feedback.id })
  return inserted.length > 0
}

export async function insertRatings(tx: Writing, feedbackId: string, ratings: Readonly<Record<string, number>>): Promise<void> {
  const rows = Object.entries(ratings).map(([criterion, score]) => ({ feedbackId, criterion, score }))
  if (rows.length > 0) await tx.insert(feedbackRating).values(rows)
}

export const insertContact = async (tx: Writing, row: typeof feedbackContact.$inferInsert): Promise<void> =>
  void (await tx.insert(feedbackContact).values(row))

/** Moves the day on which a contact is erased, where there is one. */
export const moveContactErasure = async (tx: Writing, feedbackId: string, eraseOn: IsoDate): Promise<void> =>
  void (await tx.update(feedbackContact).set({ eraseOn }).where(eq(feedbackContact.feedbackId, feedbackId)))

export const insertEvent = async (tx: Writing, row: typeof feedbackEvent.$inferInsert): Promise<void> =>
  void (await tx.insert(feedbackEvent).values(row))

/** What a word keeps of nobody once it was taken back; that it was sent, when, where and about what stays. */
const NO_WORDS = {
  ...{ text: null, publishedText: null, villageId: null, villageName: null, address: null, lat: null, lon: null },
  ...{ ageBand: null, sex: null, respondentVillage: null },
}

/**
 * Takes a word back: its words, the contact and all that tells of its author are erased, with what past decisions kept of
 * the words. False where it was taken back before, so that totals are corrected once.
 */
export async function markWithdrawn(tx: Writing, id: string): Promise<boolean> {
  const changed = await tx
    .update(feedback)
    .set({
      ...{ ...NO_WORDS, status: 'withdrawn', moderation: 'withdrawn' },
      // A decision that was being made on the word as it stood is refused.
      moderationVersion: sql`${feedback.moderationVersion} + 1`,
    })
    .where(and(eq(feedback.id, id), ne(feedback.status, 'withdrawn')))
    .returning({ id: feedback.id })
  if (changed.length === 0) return false
  await tx.delete(feedbackContact).where(eq(feedbackContact.feedbackId, id))
  await tx.update(feedbackModeration).set({ publishedText: null }).where(eq(feedbackModeration.feedbackId, id))
  return true
}

/** Erases what was said beside the steps of a word that was taken back: by its author, and by offices about it. */
export const eraseNotes = async (tx: Writing, feedbackId: string): Promise<void> =>
  void (await tx
    .update(feedbackEvent)
    .set({ note: null })
    .where(and(eq(feedbackEvent.feedbackId, feedbackId), ne(feedbackEvent.by, 'dpi'))))
