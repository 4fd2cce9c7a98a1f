import { delivery } from '#db/schema/delivery.ts'
import type { Writing } from '#db/store.ts'

export const insertDelivery = async (tx: Writing, row: typeof delivery.$inferInsert): Promise<void> =>
  void (await tx.insert(delivery).values(row))
