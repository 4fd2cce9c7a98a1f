import { eq } from 'drizzle-orm'
import { pbCycle } from '#db/schema/pbCycles.ts'
import { pbAnnouncement } from '#db/schema/pbResults.ts'
import { rollName } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'

/** Cycles whose result is announced or which were cancelled, and when. */
export async function selectEnded(read: Reading): Promise<{ id: string; endedAt: Date; objectionDays: number }[]> {
  const rows = await read
    .select({ id: pbCycle.id, rules: pbCycle.rules, announcedAt: pbAnnouncement.announcedAt, cancelledAt: pbCycle.cancelledAt })
    .from(pbCycle)
    .leftJoin(pbAnnouncement, eq(pbAnnouncement.cycleId, pbCycle.id))
  return rows.flatMap(({ id, rules, announcedAt, cancelledAt }) => {
    const endedAt = announcedAt ?? cancelledAt
    return endedAt ? [{ id, endedAt, objectionDays: rules.publish.objectionDays }] : []
  })
}

/** Erases the names of a cycle's roll; how many. */
export async function eraseNames(tx: Writing, cycleId: string): Promise<number> {
  return (await tx.delete(rollName).where(eq(rollName.cycleId, cycleId)).returning({ number: rollName.number })).length
}
