import { pageChange } from './schema/pages.ts'
import type { Writing } from './store.ts'

/**
 * Marks pages as changed, in the transaction that changes what they show; every server process drops them at once.
 * Tags: `municipality:<id>`, `budget:<municipality id>`, `feedback:<municipality id>`, `country`.
 */
export async function touchPages(tx: Writing, at: Date, tags: readonly string[]): Promise<void> {
  if (tags.length > 0) await tx.insert(pageChange).values(tags.map(tag => ({ tag, at })))
}
