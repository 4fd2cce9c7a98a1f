import { notice } from '#db/schema/notices.ts'
import type { Writing } from '#db/store.ts'

export const insertNotice = async (tx: Writing, row: typeof notice.$inferInsert): Promise<void> =>
  void (await tx.insert(notice).values(row))
