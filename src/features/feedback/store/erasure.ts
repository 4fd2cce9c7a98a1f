import { lte } from 'drizzle-orm'
import { feedbackAuthorLink } from '#db/schema/answering.ts'
import { feedbackContact, feedbackDraft, idempotentAnswer } from '#db/schema/feedback.ts'
import type { Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'

/** Deletes drafts, answers, contacts and links whose time is over; how many of the first three. */
export async function deleteExpired(tx: Writing, at: Date, today: IsoDate) {
  const drafts = await tx.delete(feedbackDraft).where(lte(feedbackDraft.expiresAt, at)).returning({ id: feedbackDraft.idHash })
  const answers = await tx
    .delete(idempotentAnswer)
    .where(lte(idempotentAnswer.expiresAt, at))
    .returning({ id: idempotentAnswer.keyHash })
  const contacts = await tx
    .delete(feedbackContact)
    .where(lte(feedbackContact.eraseOn, today))
    .returning({ id: feedbackContact.feedbackId })
  await tx.delete(feedbackAuthorLink).where(lte(feedbackAuthorLink.expiresAt, at))
  return { drafts: drafts.length, answers: answers.length, contacts: contacts.length }
}
