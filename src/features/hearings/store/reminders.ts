import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { hearingReminder } from '#db/schema/hearings.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'

export type ReminderRow = typeof hearingReminder.$inferSelect

/** Inserts a wish to be reminded; false where the address has asked before. */
export const insertReminder = async (tx: Writing, row: typeof hearingReminder.$inferInsert): Promise<boolean> =>
  (
    await tx
      .insert(hearingReminder)
      .values(row)
      .onConflictDoNothing({ target: [hearingReminder.hearingId, hearingReminder.email] })
      .returning({ id: hearingReminder.id })
  ).length > 0

export const selectReminder = async (db: Reading, token: string): Promise<ReminderRow | undefined> =>
  (await db.select().from(hearingReminder).where(eq(hearingReminder.token, token)))[0]

export const confirmReminderAt = async (tx: Writing, token: string, at: Date): Promise<void> =>
  void (await tx
    .update(hearingReminder)
    .set({ confirmedAt: at })
    .where(and(eq(hearingReminder.token, token), isNull(hearingReminder.confirmedAt))))

export const deleteReminder = async (tx: Writing, token: string): Promise<boolean> =>
  (await tx.delete(hearingReminder).where(eq(hearingReminder.token, token)).returning({ id: hearingReminder.id })).length > 0

/** Those who asked about a hearing and confirmed their address. */
export const selectConfirmed = (db: Reading, hearingId: string): Promise<ReminderRow[]> =>
  db
    .select()
    .from(hearingReminder)
    .where(and(eq(hearingReminder.hearingId, hearingId), isNotNull(hearingReminder.confirmedAt)))

export const moveErasure = async (tx: Writing, hearingId: string, eraseOn: IsoDate): Promise<void> =>
  void (await tx.update(hearingReminder).set({ eraseOn }).where(eq(hearingReminder.hearingId, hearingId)))

/** Erases addresses that are due, and those nobody confirmed; answers how many. */
export const deleteExpiredReminders = async (tx: Writing, today: IsoDate, unconfirmedBefore: Date): Promise<number> =>
  (
    await tx
      .delete(hearingReminder)
      .where(
        or(
          lt(hearingReminder.eraseOn, today),
          and(isNull(hearingReminder.confirmedAt), lt(hearingReminder.askedAt, unconfirmedBefore)),
        ),
      )
      .returning({ id: hearingReminder.id })
  ).length
