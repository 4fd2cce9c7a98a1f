import { and, asc, eq, sql } from 'drizzle-orm'
import { pbStation } from '#db/schema/pbPaper.ts'
import { pbAnnouncement } from '#db/schema/pbResults.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { Station } from '../rules/station.ts'

type Row = typeof pbStation.$inferSelect
const known = <T>(value: T | null): T | undefined => value ?? undefined

function shaped(row: Row): Station {
  const { handedOut, spoiledReplaced, unused, inUrn } = row
  const counted = handedOut !== null && spoiledReplaced !== null && unused !== null && inUrn !== null
  return {
    id: row.id,
    cycleId: row.cycleId,
    areaId: row.areaId,
    number: row.number,
    name: row.name,
    address: known(row.address),
    day: known(row.day) as IsoDate | undefined,
    hours: known(row.hours),
    serials: row.firstSerial !== null && row.lastSerial !== null ? { first: row.firstSerial, last: row.lastSerial } : undefined,
    printed: row.printed ?? [],
    figures: counted ? { handedOut, spoiledReplaced, unused, inUrn } : undefined,
    remarks: known(row.remarks),
    signedBy: row.signedBy ?? [],
    signedAt: known(row.signedAt),
    version: row.version,
  }
}

/** Polling points of a cycle by number. */
export async function selectStations(read: Reading | Writing, cycleId: string): Promise<Station[]> {
  const rows = await read.select().from(pbStation).where(eq(pbStation.cycleId, cycleId)).orderBy(asc(pbStation.number))
  return rows.map(shaped)
}

export async function selectStation(read: Reading | Writing, id: string): Promise<Station | undefined> {
  const [row] = await read.select().from(pbStation).where(eq(pbStation.id, id))
  return row && shaped(row)
}

export const insertStation = async (tx: Writing, row: typeof pbStation.$inferInsert): Promise<void> =>
  void (await tx.insert(pbStation).values(row))

/** Changes a polling point that still has the version that was seen; false where somebody was quicker. */
export async function updateStation(
  tx: Writing,
  seen: Pick<Station, 'id' | 'version'>,
  changes: Partial<typeof pbStation.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(pbStation)
    .set({ ...changes, version: sql`${pbStation.version} + 1` })
    .where(and(eq(pbStation.id, seen.id), eq(pbStation.version, seen.version)))
    .returning({ id: pbStation.id })
  return changed.length > 0
}

/** Raises nothing and reads again, so that what hangs on the polling point is decided by how it stands now. */
export const lockStation = async (tx: Writing, id: string): Promise<Station | undefined> => {
  // The row is written with what it holds: PostgreSQL then lets one transaction after the other past it.
  await tx
    .update(pbStation)
    .set({ number: sql`${pbStation.number}` })
    .where(eq(pbStation.id, id))
  return selectStation(tx, id)
}

/** Writes down that a batch was printed; what people edit of the polling point stays at its version. */
export const addPrinted = async (
  tx: Writing,
  { id, printed }: Pick<Station, 'id' | 'printed'>,
  batch: Station['printed'][number],
): Promise<void> =>
  void (await tx
    .update(pbStation)
    .set({ printed: [...printed, batch] })
    .where(eq(pbStation.id, id)))

export const deleteStation = async (tx: Writing, id: string): Promise<void> =>
  void (await tx.delete(pbStation).where(eq(pbStation.id, id)))

/** Whether the result of a cycle is announced, which stands on its protocols. */
export const isAnnounced = async (tx: Writing, cycleId: string): Promise<boolean> =>
  (await tx.select({ id: pbAnnouncement.cycleId }).from(pbAnnouncement).where(eq(pbAnnouncement.cycleId, cycleId))).length > 0
