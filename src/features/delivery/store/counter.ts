import { sql } from 'drizzle-orm'
import { deliveryCounter } from '#db/schema/delivery.ts'
import type { Writing } from '#db/store.ts'

const count = (tx: Writing) =>
  tx
    .update(deliveryCounter)
    .set({ seq: sql`${deliveryCounter.seq} + 1` })
    .returning()

/**
 * The next number of the feed. Its row stays locked until commit, so numbers follow commit order on both engines: a reader
 * who has seen a number never finds a lower one later.
 */
export async function nextSeq(tx: Writing): Promise<number> {
  let [counter] = await count(tx)
  if (!counter) {
    // Two first deliveries at once on PostgreSQL: the second waits for the first row and then counts on from it.
    await tx.insert(deliveryCounter).values({ id: 1, seq: 0 }).onConflictDoNothing()
    ;[counter] = await count(tx)
  }
  if (!counter) throw new Error('the delivery counter has no row')
  return counter.seq
}
