import { and, eq, gt } from 'drizzle-orm'
import { feedbackDraft } from '#db/schema/feedback.ts'
import type { Reading, Writing } from '#db/store.ts'

/** A draft by the hash of its id, while it lives. */
export async function selectDraft(db: Reading, idHash: string, at: Date) {
  const [row] = await db
    .select()
    .from(feedbackDraft)
    .where(and(eq(feedbackDraft.idHash, idHash), gt(feedbackDraft.expiresAt, at)))
  return row
}

/** Writes a draft, or its answers where it is there already; it keeps its start and its end. */
export const upsertDraft = async (tx: Writing, row: typeof feedbackDraft.$inferInsert): Promise<void> =>
  void (await tx
    .insert(feedbackDraft)
    .values(row)
    .onConflictDoUpdate({ target: feedbackDraft.idHash, set: { answers: row.answers } }))

export const deleteDraft = async (tx: Writing, idHash: string): Promise<void> =>
  void (await tx.delete(feedbackDraft).where(eq(feedbackDraft.idHash, idHash)))
