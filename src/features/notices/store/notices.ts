import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { notice } from '#db/schema/notices.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { MailStep } from '../rules/mailRetry.ts'

export const insertNotice = async (tx: Writing, row: typeof notice.$inferInsert): Promise<void> =>
  void (await tx.insert(notice).values(row))

const due = (now: Date) =>
  and(eq(notice.state, 'waiting'), lte(notice.nextAttemptAt, now), or(isNull(notice.leaseUntil), lte(notice.leaseUntil, now)))

/** Whether `claimNotices` would find anything: a read, so that idle servers write nothing. */
export const anyNoticeDue = async (db: Reading, now: Date): Promise<boolean> =>
  (await db.select({ id: notice.id }).from(notice).where(due(now)).limit(1)).length > 0

export type ClaimedNotice = typeof notice.$inferSelect

/** Takes up to `limit` due mails for `holder`; of two who claim at once, one gets each row. */
export const claimNotices = (
  tx: Writing,
  claim: { readonly now: Date; readonly holder: string; readonly until: Date; readonly limit: number },
): Promise<ClaimedNotice[]> =>
  tx
    .update(notice)
    .set({ leaseHolder: claim.holder, leaseUntil: claim.until })
    .where(
      and(
        inArray(
          notice.id,
          tx.select({ id: notice.id }).from(notice).where(due(claim.now)).orderBy(asc(notice.nextAttemptAt)).limit(claim.limit),
        ),
        due(claim.now),
      ),
    )
    .returning()

/** Writes down how an attempt ended; address and values are gone once the mail is sent or given up. */
export const recordNotice = async (
  tx: Writing,
  attempt: {
    readonly id: string
    readonly holder: string
    readonly at: Date
    readonly attempts: number
    readonly step: MailStep
    readonly outcome: string
  },
): Promise<void> =>
  void (await tx
    .update(notice)
    .set({
      state: attempt.step.state,
      attempts: attempt.attempts,
      lastOutcome: attempt.outcome,
      leaseHolder: null,
      leaseUntil: null,
      ...(attempt.step.state === 'waiting' ? { nextAttemptAt: attempt.step.at } : { to: null, values: {} }),
      ...(attempt.step.state === 'sent' ? { sentAt: attempt.at } : {}),
    })
    .where(and(eq(notice.id, attempt.id), eq(notice.leaseHolder, attempt.holder), eq(notice.state, 'waiting'))))

/** Gives up mail that waits, and forgets to whom and what. */
export const dropWaiting = async (tx: Writing, about: string): Promise<void> =>
  void (await tx
    .update(notice)
    .set({ state: 'failed', to: null, values: {}, lastOutcome: 'dropped' })
    .where(and(eq(notice.about, about), eq(notice.state, 'waiting'))))

/** Whether a claimed mail still waits: it may have been dropped since. */
export const stillWaits = async (db: Reading, id: string): Promise<boolean> =>
  (
    await db
      .select({ id: notice.id })
      .from(notice)
      .where(and(eq(notice.id, id), eq(notice.state, 'waiting')))
  ).length > 0
