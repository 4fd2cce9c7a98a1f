import { aliasedTable, and, asc, eq, inArray, isNull, lt, lte, notExists, or, type SQL, sql } from 'drizzle-orm'
import { delivery } from '#db/schema/delivery.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { NextStep } from '../rules/backoff.ts'

const earlier = aliasedTable(delivery, 'earlier')

const leaseFree = (now: Date): SQL | undefined => or(isNull(delivery.leaseUntil), lte(delivery.leaseUntil, now))

/** Due, held by nobody, and nothing earlier of the same reference still on its way or stuck. */
const claimable = (db: Reading, now: Date) =>
  and(
    eq(delivery.state, 'waiting'),
    lte(delivery.nextAttemptAt, now),
    leaseFree(now),
    notExists(
      db
        .select({ one: sql`1` })
        .from(earlier)
        .where(
          and(
            eq(earlier.orderKey, delivery.orderKey),
            lt(earlier.seq, delivery.seq),
            inArray(earlier.state, ['waiting', 'stuck']),
          ),
        ),
    ),
  )

/** Whether `claimDue` would find anything: a read, so that idle servers write nothing. */
export const anyDue = async (db: Reading, now: Date): Promise<boolean> =>
  (await db.select({ id: delivery.id }).from(delivery).where(claimable(db, now)).limit(1)).length > 0

export type Claimed = typeof delivery.$inferSelect

/**
 * Takes up to `limit` due deliveries for `holder`, longest due first. Of two who claim at once, one gets each row: the second
 * finds its lease taken when the first has committed.
 */
export async function claimDue(
  tx: Writing,
  claim: { readonly now: Date; readonly holder: string; readonly until: Date; readonly limit: number },
): Promise<Claimed[]> {
  const due = tx
    .select({ id: delivery.id })
    .from(delivery)
    .where(claimable(tx, claim.now))
    .orderBy(asc(delivery.nextAttemptAt), asc(delivery.seq))
    .limit(claim.limit)
  return tx
    .update(delivery)
    .set({ leaseHolder: claim.holder, leaseUntil: claim.until })
    .where(and(inArray(delivery.id, due), eq(delivery.state, 'waiting'), leaseFree(claim.now)))
    .returning()
}

/**
 * Writes down how an attempt ended and gives the lease back. False, and nothing is written, where the lease has passed to
 * somebody else meanwhile or a person or DPI settled the delivery: their word holds.
 */
export async function recordAttempt(
  tx: Writing,
  attempt: {
    readonly id: string
    readonly holder: string
    readonly at: Date
    readonly firstAttemptAt: Date
    readonly attempts: number
    readonly step: NextStep
    readonly outcome: string
    readonly receipt: string | undefined
  },
): Promise<boolean> {
  const { step } = attempt
  const rows = await tx
    .update(delivery)
    .set({
      state: step.state,
      attempts: attempt.attempts,
      firstAttemptAt: attempt.firstAttemptAt,
      nextAttemptAt: step.state === 'waiting' ? step.at : null,
      leaseHolder: null,
      leaseUntil: null,
      lastOutcome: attempt.outcome,
      receipt: attempt.receipt ?? null,
      ...(step.state === 'sent' ? { sentAt: attempt.at, sentBy: 'push' as const } : {}),
    })
    .where(and(eq(delivery.id, attempt.id), eq(delivery.leaseHolder, attempt.holder), eq(delivery.state, 'waiting')))
    .returning({ id: delivery.id })
  return rows.length > 0
}

/** Gives back what was claimed and not tried, so that the next who asks may have it at once. */
export const releaseClaims = async (tx: Writing, holder: string, ids: readonly string[]): Promise<void> =>
  void (await tx
    .update(delivery)
    .set({ leaseHolder: null, leaseUntil: null })
    .where(and(inArray(delivery.id, [...ids]), eq(delivery.leaseHolder, holder))))
