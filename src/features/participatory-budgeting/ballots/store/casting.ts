import { and, count, eq, lt, or } from 'drizzle-orm'
import { boxEnvelope, boxTested } from '#db/schema/ballotBox.ts'
import type { Reading, Writing } from '#db/store.ts'

/** The envelope of a receipt number, as it lies in the box. */
export async function selectSealed(
  read: Reading | Writing,
  cycleId: string,
  receipt: string,
): Promise<{ readonly pot: string; readonly sealed: string } | undefined> {
  const [row] = await read
    .select({ pot: boxEnvelope.pot, sealed: boxEnvelope.sealed })
    .from(boxEnvelope)
    .where(and(eq(boxEnvelope.cycleId, cycleId), eq(boxEnvelope.receipt, receipt)))
  return row
}

/**
 * Notes that a ballot was opened for its voter; whether nobody had before. Of testing and casting one ballot at once, the second
 * waits here for the first.
 */
export async function insertTested(tx: Writing, cycleId: string, receipt: string): Promise<boolean> {
  const noted = await tx
    .insert(boxTested)
    .values({ cycleId, receipt })
    .onConflictDoNothing()
    .returning({ receipt: boxTested.receipt })
  return noted.length === 1
}

export const deleteTested = async (tx: Writing, receipt: string): Promise<void> => {
  await tx.delete(boxTested).where(eq(boxTested.receipt, receipt))
}

/** How many envelopes stand before this one in the published list: in the order of fingerprints, else of receipt numbers. */
export async function countBefore(
  read: Reading,
  cycleId: string,
  { receipt, fingerprint }: { readonly receipt: string; readonly fingerprint: string | undefined },
): Promise<number> {
  const before =
    fingerprint === undefined
      ? lt(boxEnvelope.receipt, receipt)
      : or(
          lt(boxEnvelope.fingerprint, fingerprint),
          and(eq(boxEnvelope.fingerprint, fingerprint), lt(boxEnvelope.receipt, receipt)),
        )
  const [row] = await read
    .select({ n: count() })
    .from(boxEnvelope)
    .where(and(eq(boxEnvelope.cycleId, cycleId), before))
  return row?.n ?? 0
}

export async function isTested(read: Reading, receipt: string): Promise<boolean> {
  const [row] = await read.select({ receipt: boxTested.receipt }).from(boxTested).where(eq(boxTested.receipt, receipt))
  return row !== undefined
}
