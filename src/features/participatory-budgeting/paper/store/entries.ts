import { and, asc, count, eq, inArray } from 'drizzle-orm'
import { pbPaperEntry } from '#db/schema/pbPaper.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Entry, Keyed } from '../rules/keying.ts'

const shaped = ({ entryKey, ...row }: typeof pbPaperEntry.$inferSelect): Entry => ({ ...row, entryKey: entryKey ?? undefined })

/** Keyings of polling points, by number. */
export async function selectEntries(read: Reading | Writing, stationIds: readonly string[]): Promise<Entry[]> {
  if (stationIds.length === 0) return []
  const rows = await read
    .select()
    .from(pbPaperEntry)
    .where(inArray(pbPaperEntry.stationId, [...stationIds]))
    .orderBy(asc(pbPaperEntry.stationId), asc(pbPaperEntry.number), asc(pbPaperEntry.entry))
  return rows.map(shaped)
}

/** Keyings of one ballot. */
export async function selectBallotEntries(read: Reading | Writing, stationId: string, number: number): Promise<Entry[]> {
  const rows = await read
    .select()
    .from(pbPaperEntry)
    .where(and(eq(pbPaperEntry.stationId, stationId), eq(pbPaperEntry.number, number)))
    .orderBy(asc(pbPaperEntry.entry))
  return rows.map(shaped)
}

export const insertEntry = async (tx: Writing, row: typeof pbPaperEntry.$inferInsert): Promise<void> =>
  void (await tx.insert(pbPaperEntry).values(row))

/** Puts another reading in the place of one keying. */
export const replaceEntry = async (
  tx: Writing,
  which: Pick<Entry, 'stationId' | 'number' | 'entry'>,
  keyed: Keyed & { readonly keyedAt: Date; readonly entryKey: string | null },
): Promise<void> =>
  void (await tx
    .update(pbPaperEntry)
    .set(keyed)
    .where(
      and(
        eq(pbPaperEntry.stationId, which.stationId),
        eq(pbPaperEntry.number, which.number),
        eq(pbPaperEntry.entry, which.entry),
      ),
    ))

export const countEntries = async (read: Reading | Writing, stationId: string): Promise<number> =>
  (await read.select({ n: count() }).from(pbPaperEntry).where(eq(pbPaperEntry.stationId, stationId)))[0]?.n ?? 0
