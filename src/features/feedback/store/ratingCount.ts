import { ne, sum } from 'drizzle-orm'
import { feedbackTotal } from '#db/schema/feedback.ts'
import type { Reading } from '#db/store.ts'

/** How many single ratings stand, all criteria, quarters and places together. */
export async function selectRatingCount(db: Reading): Promise<number> {
  const [row] = await db
    .select({ n: sum(feedbackTotal.count) })
    .from(feedbackTotal)
    .where(ne(feedbackTotal.criterion, ''))
  return Number(row?.n ?? 0)
}
