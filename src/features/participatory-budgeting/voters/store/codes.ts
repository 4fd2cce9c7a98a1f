import { and, asc, count, eq, inArray, isNull, max, ne, sql } from 'drizzle-orm'
import { rollBatch, rollCode } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'
import { type Batch, serialOf } from '../rules/batch.ts'

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
export async function selectBatches(read: Reading | Writing, cycleId: string): Promise<Batch[]> {
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

const UNSPENT = ['printed', 'handed'] as const

/** Voids a code that is not spent; whether it did. */
export async function voidUnspent(
  tx: Writing,
  cycleId: string,
  serial: string,
  replacedBy: string | undefined,
): Promise<boolean> {
  const rows = await tx
    .update(rollCode)
    .set({ state: 'void', started: false, holder: null, replacedBy })
    .where(and(eq(rollCode.cycleId, cycleId), eq(rollCode.serial, serial), inArray(rollCode.state, [...UNSPENT])))
    .returning({ key: rollCode.key })
  return rows.length === 1
}

/** Voids what nobody holds and nobody spent of a batch; how many. */
export async function voidBatchCodes(tx: Writing, cycleId: string, batchId: string): Promise<number> {
  const rows = await tx
    .update(rollCode)
    .set({ state: 'void', started: false })
    .where(
      and(
        eq(rollCode.cycleId, cycleId),
        eq(rollCode.batchId, batchId),
        eq(rollCode.handed, false),
        eq(rollCode.state, 'printed'),
      ),
    )
    .returning({ key: rollCode.key })
  return rows.length
}

/** The serial after the last of a batch. */
export async function nextSerial(tx: Writing, batchId: string): Promise<string> {
  const [batch] = await tx.select().from(rollBatch).where(eq(rollBatch.id, batchId))
  const [codes] = await tx.select({ n: count() }).from(rollCode).where(eq(rollCode.batchId, batchId))
  return serialOf(batch?.number ?? 0, (codes?.n ?? 0) + 1)
}

/** Adds the code printed in the stead of another; it is where the other was. */
export async function insertReplacement(
  tx: Writing,
  before: typeof rollCode.$inferSelect,
  fresh: { readonly key: string; readonly serial: string },
): Promise<void> {
  const { cycleId, areaId, batchId, handed } = before
  await tx.insert(rollCode).values({ ...fresh, cycleId, areaId, batchId, handed, state: handed ? 'handed' : 'printed' })
}

/** Notes that a code was handed to somebody; whether it could be. `spentToo` where the hand-out list is entered afterwards. */
export async function handCode(
  tx: Writing,
  code: { readonly cycleId: string; readonly serial: string },
  to: { readonly holder: string; readonly sex: 'female' | 'male' | null; readonly ageBand: string | null },
  spentToo: boolean,
): Promise<boolean> {
  const mine = and(eq(rollCode.cycleId, code.cycleId), eq(rollCode.serial, code.serial), isNull(rollCode.holder))
  const unspent = await tx
    .update(rollCode)
    .set({ ...to, handed: true, state: 'handed' })
    .where(and(mine, inArray(rollCode.state, [...UNSPENT])))
    .returning({ key: rollCode.key })
  if (unspent.length === 1 || !spentToo) return unspent.length === 1
  const spent = await tx
    .update(rollCode)
    .set({ ...to, handed: true })
    .where(and(mine, eq(rollCode.state, 'spent')))
    .returning({ key: rollCode.key })
  return spent.length === 1
}

/** Serials of a batch that are good, in their order, for the hand-out list. */
export async function selectSerials(read: Reading, cycleId: string, batchId: string): Promise<string[]> {
  const rows = await read
    .select({ serial: rollCode.serial })
    .from(rollCode)
    .where(and(eq(rollCode.cycleId, cycleId), eq(rollCode.batchId, batchId), ne(rollCode.state, 'void')))
  return rows.map(one => one.serial).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}
