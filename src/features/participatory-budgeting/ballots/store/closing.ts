import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { boxClosing, boxEnvelope, boxKey, boxOpened, boxRotation, boxTested, type SpoiledEnvelope } from '#db/schema/ballotBox.ts'
import { pbCycle, pbPhase } from '#db/schema/pbCycles.ts'
import { rollCode, rollPerson } from '#db/schema/voterRoll.ts'
import type { Reading, Store, Writing } from '#db/store.ts'
import type { OrderedTable } from '#db/tableOrder.ts'
import type { OpenedBallot } from '../rules/opened.ts'

/** Waits for every ballot that is being cast, and keeps new ones waiting until the transaction ends. */
export const holdBox = (store: Store, tx: Writing): Promise<void> => store.holdStill(tx, boxEnvelope)

export async function insertClosing(tx: Writing, row: typeof boxClosing.$inferInsert): Promise<void> {
  await tx.insert(boxClosing).values(row)
}

/** Ids of published cycles with a vote whose box could be opened by its sheets and is not closed. */
export const selectUnclosed = async (read: Reading): Promise<string[]> => {
  const rows = await read
    .select({ id: pbCycle.id })
    .from(pbCycle)
    .innerJoin(pbPhase, and(eq(pbPhase.cycleId, pbCycle.id), eq(pbPhase.kind, 'voting')))
    .innerJoin(boxKey, and(eq(boxKey.cycleId, pbCycle.id), isNotNull(boxKey.rehearsedAt)))
    .leftJoin(boxClosing, eq(boxClosing.cycleId, pbCycle.id))
    .where(and(eq(pbCycle.state, 'published'), isNull(boxClosing.cycleId)))
    .orderBy(asc(pbCycle.id))
  return rows.map(row => row.id)
}

/** Rows of one insert: PostgreSQL takes 65,535 values in all. */
const CHUNK = 2_000

/** Writes what was in the envelopes; false where the box was opened meanwhile. */
export async function insertOpened(
  tx: Writing,
  cycleId: string,
  opened: {
    readonly at: Date
    readonly ballots: readonly OpenedBallot[]
    readonly rotations: readonly { readonly rotation: number; readonly count: number }[]
    readonly spoiled: readonly SpoiledEnvelope[]
  },
): Promise<boolean> {
  const rows = await tx
    .update(boxClosing)
    .set({ openedAt: opened.at, spoiled: opened.spoiled })
    .where(and(eq(boxClosing.cycleId, cycleId), isNull(boxClosing.openedAt)))
    .returning({ cycleId: boxClosing.cycleId })
  if (rows.length === 0) return false
  for (let at = 0; at < opened.ballots.length; at += CHUNK)
    await tx.insert(boxOpened).values(opened.ballots.slice(at, at + CHUNK).map(one => ({ cycleId, ...one })))
  if (opened.rotations.length > 0) await tx.insert(boxRotation).values(opened.rotations.map(one => ({ cycleId, ...one })))
  return true
}

/** Ballots out of their envelopes, by pot and number. */
export async function selectOpened(read: Reading | Writing, cycleId: string): Promise<OpenedBallot[]> {
  const rows = await read
    .select({ pot: boxOpened.pot, number: boxOpened.number, choices: boxOpened.choices })
    .from(boxOpened)
    .where(eq(boxOpened.cycleId, cycleId))
    .orderBy(asc(boxOpened.pot), asc(boxOpened.number))
  return rows
}

export const selectRotations = (read: Reading, cycleId: string): Promise<{ rotation: number; count: number }[]> =>
  read
    .select({ rotation: boxRotation.rotation, count: boxRotation.count })
    .from(boxRotation)
    .where(eq(boxRotation.cycleId, cycleId))
    .orderBy(asc(boxRotation.rotation))

/** The tables that a vote writes to, as they are copied anew: in the order of keyed or plain hashes, which say nothing of time. */
export const orderedTables: readonly OrderedTable[] = [
  { table: rollCode, by: [rollCode.key] },
  { table: rollPerson, by: [rollPerson.cycleId, rollPerson.key] },
  { table: boxEnvelope, by: [boxEnvelope.receipt] },
  // Each cast ballot passes through it, and leaves a dead row there on PostgreSQL.
  { table: boxTested, by: [boxTested.receipt] },
]

/** Whether there is anything whose order could tell something. */
export async function anythingCast(read: Reading): Promise<boolean> {
  const [row] = await read.select({ receipt: boxEnvelope.receipt }).from(boxEnvelope).where(gt(boxEnvelope.receipt, '')).limit(1)
  return row !== undefined
}
