import { and, asc, count, eq, gt, inArray, isNull, lte, type SQL } from 'drizzle-orm'
import { delivery } from '#db/schema/delivery.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'

export type DeliveryRow = typeof delivery.$inferSelect
export type DeliveryState = DeliveryRow['state']

export const insertDelivery = async (tx: Writing, row: typeof delivery.$inferInsert): Promise<void> =>
  void (await tx.insert(delivery).values(row))

/** Deliveries after a number of the feed, in its order. */
export const deliveriesAfter = (
  db: Reading,
  filter: { readonly after: number; readonly limit: number; readonly state?: DeliveryState | undefined },
): Promise<DeliveryRow[]> =>
  db
    .select()
    .from(delivery)
    .where(and(gt(delivery.seq, filter.after), filter.state ? eq(delivery.state, filter.state) : undefined))
    .orderBy(asc(delivery.seq))
    .limit(filter.limit)

/** What of these references is still on its way or stuck, oldest first: it holds back what came after it. */
export const unsettledOf = (db: Reading, orderKeys: readonly string[]) =>
  db
    .select({ id: delivery.id, orderKey: delivery.orderKey, seq: delivery.seq })
    .from(delivery)
    .where(and(inArray(delivery.orderKey, [...orderKeys]), inArray(delivery.state, ['waiting', 'stuck'])))
    .orderBy(asc(delivery.seq))

export const countByState = (db: Reading) =>
  db.select({ state: delivery.state, n: count() }).from(delivery).groupBy(delivery.state)

export const statesOf = (db: Reading, ids: readonly string[]) =>
  db
    .select({ id: delivery.id, state: delivery.state })
    .from(delivery)
    .where(inArray(delivery.id, [...ids]))

/** Puts deliveries back on their way as if they had never been tried; answers how many. */
export async function restart(
  tx: Writing,
  which: { readonly id: string } | { readonly state: DeliveryState },
  now: Date,
): Promise<number> {
  const where: SQL = 'id' in which ? eq(delivery.id, which.id) : eq(delivery.state, which.state)
  const rows = await tx
    .update(delivery)
    .set({ state: 'waiting', attempts: 0, firstAttemptAt: null, nextAttemptAt: now, leaseHolder: null, leaseUntil: null })
    .where(where)
    .returning({ id: delivery.id })
  return rows.length
}

/** Marks as received by DPI's own reading what was not sent before; answers whether it was new. */
export async function settleByPull(
  tx: Writing,
  receipt: { readonly id: string; readonly at: Date; readonly note: string },
): Promise<boolean> {
  const rows = await tx
    .update(delivery)
    .set({
      state: 'sent',
      sentBy: 'pull',
      sentAt: receipt.at,
      receipt: receipt.note,
      nextAttemptAt: null,
      leaseHolder: null,
      leaseUntil: null,
    })
    .where(and(eq(delivery.id, receipt.id), isNull(delivery.sentAt)))
    .returning({ id: delivery.id })
  return rows.length > 0
}

/** Everything about one order key, in the order of making. */
export const deliveriesOfKey = (db: Reading, orderKey: string): Promise<DeliveryRow[]> =>
  db.select().from(delivery).where(eq(delivery.orderKey, orderKey)).orderBy(asc(delivery.seq))

/** Deliveries whose contact is due to be erased, whether they arrived or not. */
export const contactsDue = (db: Reading, today: IsoDate, limit: number) =>
  db.select({ id: delivery.id, body: delivery.body }).from(delivery).where(lte(delivery.eraseContactOn, today)).limit(limit)

export const replaceBody = async (tx: Writing, id: string, body: string): Promise<void> =>
  void (await tx.update(delivery).set({ body, eraseContactOn: null }).where(eq(delivery.id, id)))
