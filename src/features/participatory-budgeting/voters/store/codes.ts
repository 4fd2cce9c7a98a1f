import { and, asc, count, eq, max, sql } from 'drizzle-orm'
import { rollBatch, rollCode } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Batch } from '../rules/batch.ts'

const AT_ONCE = 500

/** The number that the next batch of a cycle has. */
export async function nextBatchNumber(tx: Writing, cycleId: string): Promise<number> {
  const [row] = await tx
    .select({ last: max(rollBatch.number) })
    .from(rollBatch)
    .where(eq(rollBatch.cycleId, cycleId))
  return (row?.last ?? 0) + 1
}

/** Adds a batch with its codes. */
export async function insertBatch(
  tx: Writing,
  batch: typeof rollBatch.$inferInsert,
  codes: readonly { readonly key: string; readonly serial: string }[],
): Promise<void> {
  await tx.insert(rollBatch).values(batch)
  const { id: batchId, cycleId, areaId } = batch
  for (let at = 0; at < codes.length; at += AT_ONCE)
    await tx
      .insert(rollCode)
      .values(
        codes
          .slice(at, at + AT_ONCE)
          .map(({ key, serial }) => ({ key, serial, cycleId, areaId, batchId, state: 'printed' as const })),
      )
}

/** All batches of a cycle with their counts; how many codes are spent is not among them (`readTurnout` says why). */
export async function selectBatches(read: Reading, cycleId: string): Promise<Batch[]> {
  const rows = await read
    .select({
      batch: rollBatch,
      printed: count(rollCode.key),
      handed: sum01(sql`${rollCode.handed} and ${rollCode.state} <> 'void'`),
      voided: sum01(sql`${rollCode.state} = 'void'`),
    })
    .from(rollBatch)
    .leftJoin(rollCode, eq(rollCode.batchId, rollBatch.id))
    .where(eq(rollBatch.cycleId, cycleId))
    .groupBy(rollBatch.id)
    .orderBy(asc(rollBatch.number))
  return rows.map(({ batch: { id, number, areaId, printedAt }, printed, handed, voided }) => ({
    ...{ id, number, areaId, printedAt, printed, handed, void: voided },
  }))
}

const sum01 = (condition: ReturnType<typeof sql>) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number)

/** The code with a serial. */
export async function selectBySerial(
  read: Reading,
  cycleId: string,
  serial: string,
): Promise<typeof rollCode.$inferSelect | undefined> {
  const [row] = await read
    .select()
    .from(rollCode)
    .where(and(eq(rollCode.cycleId, cycleId), eq(rollCode.serial, serial)))
  return row
}
