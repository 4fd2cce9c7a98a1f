import { lt } from 'drizzle-orm'
import { pageChange } from './schema/pages.ts'
import type { Store, Writing } from './store.ts'

/**
 * Marks pages as changed, in the transaction that changes what they show; every server process drops them at once.
 * Tags: `municipality:<id>`, `budget:<municipality id>`, `feedback:<municipality id>`, `country`, `practices` (the library),
 * `units` (the register of units).
 */
export async function touchPages(tx: Writing, at: Date, tags: readonly string[]): Promise<void> {
  if (tags.length > 0) await tx.insert(pageChange).values(tags.map(tag => ({ tag, at })))
}

const KEPT_MS = 24 * 3_600_000

/** Forgets changes that every server has read long since. */
export const forgetPageChanges = ({ store, now }: { store: Store; now: () => Date }) =>
  store.write(async tx => {
    await tx.delete(pageChange).where(lt(pageChange.at, new Date(now().getTime() - KEPT_MS)))
  })
