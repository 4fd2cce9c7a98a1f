import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { boxClosing, boxEnvelope, boxKey } from '#db/schema/ballotBox.ts'
import type { Reading, Writing } from '#db/store.ts'
import { err, ok, type Result } from '#platform/result.ts'

export type Envelope = Readonly<typeof boxEnvelope.$inferSelect>
export type BoxKey = Readonly<typeof boxKey.$inferSelect>
export type Closing = Readonly<typeof boxClosing.$inferSelect>

/** How many envelopes are read at a time. */
const PAGE = 2_000

/**
 * Puts an envelope in. Refuses once the box is closed; asked after the insert, since closing waits until every insert under way
 * has ended, and an insert that comes later waits until the closing can be seen. Throws where the receipt is there already.
 */
export async function insertEnvelope(
  tx: Writing,
  envelope: {
    readonly cycleId: string
    readonly receipt: string
    readonly pot: string
    readonly fingerprint?: string | undefined
    readonly sealed: string
  },
): Promise<Result<void, 'vote.closed'>> {
  await tx.insert(boxEnvelope).values(envelope)
  return (await selectClosing(tx, envelope.cycleId)) ? err('vote.closed') : ok()
}

/** Overwrites what a voter put in, where the rules let a vote be changed; the pot stays. */
export async function replaceEnvelope(
  tx: Writing,
  envelope: {
    readonly cycleId: string
    readonly receipt: string
    readonly fingerprint?: string | undefined
    readonly sealed: string
  },
): Promise<Result<void, 'vote.closed' | 'vote.unknownReceipt'>> {
  const changed = await tx
    .update(boxEnvelope)
    .set({ sealed: envelope.sealed, fingerprint: envelope.fingerprint ?? null })
    .where(and(eq(boxEnvelope.cycleId, envelope.cycleId), eq(boxEnvelope.receipt, envelope.receipt)))
    .returning({ receipt: boxEnvelope.receipt })
  if (changed.length === 0) return err('vote.unknownReceipt')
  return (await selectClosing(tx, envelope.cycleId)) ? err('vote.closed') : ok()
}

/** Whether an envelope with this receipt number is in, and what a receipt shows of it. */
export async function selectReceipt(
  read: Reading | Writing,
  cycleId: string,
  receipt: string,
): Promise<{ pot: string; fingerprint: string | null } | undefined> {
  const [row] = await read
    .select({ pot: boxEnvelope.pot, fingerprint: boxEnvelope.fingerprint })
    .from(boxEnvelope)
    .where(and(eq(boxEnvelope.cycleId, cycleId), eq(boxEnvelope.receipt, receipt)))
  return row
}

/** All envelopes of a cycle, a page at a time. */
export async function* eachEnvelope(read: Reading | Writing, cycleId: string): AsyncGenerator<Envelope> {
  let after = ''
  for (;;) {
    const rows = await read
      .select()
      .from(boxEnvelope)
      .where(and(eq(boxEnvelope.cycleId, cycleId), gt(boxEnvelope.receipt, after)))
      .orderBy(asc(boxEnvelope.receipt))
      .limit(PAGE)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last.receipt
  }
}

export async function selectBoxKey(read: Reading | Writing, cycleId: string): Promise<BoxKey | undefined> {
  const [row] = await read.select().from(boxKey).where(eq(boxKey.cycleId, cycleId))
  return row
}

export async function selectClosing(read: Reading | Writing, cycleId: string): Promise<Closing | undefined> {
  const [row] = await read.select().from(boxClosing).where(eq(boxClosing.cycleId, cycleId))
  return row
}

/** Writes the key of a cycle, in the place of an earlier one, as not rehearsed. */
export async function putBoxKey(tx: Writing, key: typeof boxKey.$inferInsert): Promise<void> {
  const { cycleId, ...changed } = { ...key, rehearsedAt: key.rehearsedAt ?? null }
  await tx
    .insert(boxKey)
    .values({ cycleId, ...changed })
    .onConflictDoUpdate({ target: boxKey.cycleId, set: changed })
}

/** Marks a key as rehearsed; false where another key was made meanwhile. */
export async function setRehearsed(tx: Writing, cycleId: string, publicKey: string, at: Date): Promise<boolean> {
  const rows = await tx
    .update(boxKey)
    .set({ rehearsedAt: at })
    .where(and(eq(boxKey.cycleId, cycleId), eq(boxKey.publicKey, publicKey)))
    .returning({ cycleId: boxKey.cycleId })
  return rows.length > 0
}

/** Within the transaction that freezes this key with the rules: false where it was replaced meanwhile; nobody replaces it until the end. */
export async function holdBoxKey(tx: Writing, cycleId: string, publicKey: string): Promise<boolean> {
  const rows = await tx
    .update(boxKey)
    .set({ publicKey })
    .where(and(eq(boxKey.cycleId, cycleId), eq(boxKey.publicKey, publicKey), isNotNull(boxKey.rehearsedAt)))
    .returning({ cycleId: boxKey.cycleId })
  return rows.length > 0
}
