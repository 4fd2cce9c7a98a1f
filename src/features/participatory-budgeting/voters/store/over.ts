import { and, eq } from 'drizzle-orm'
import { pbCycle, pbPhase } from '#db/schema/pbCycles.ts'
import { pbAnnouncement } from '#db/schema/pbResults.ts'
import { rollName } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'

/** A vote whose result nobody ever announces is as good as over: its voters' names are not kept for good. */
const GIVEN_UP_MS = 365 * 86_400_000

/** Cycles whose result is announced, which were cancelled or whose vote has been over for a year, and when. */
export async function selectEnded(read: Reading): Promise<{ id: string; endedAt: Date; objectionDays: number }[]> {
  const rows = await read
    .select({
      ...{ id: pbCycle.id, rules: pbCycle.rules, cancelledAt: pbCycle.cancelledAt },
      ...{ announcedAt: pbAnnouncement.announcedAt, votedUntil: pbPhase.endsAt },
    })
    .from(pbCycle)
    .leftJoin(pbAnnouncement, eq(pbAnnouncement.cycleId, pbCycle.id))
    .leftJoin(pbPhase, and(eq(pbPhase.cycleId, pbCycle.id), eq(pbPhase.kind, 'voting')))
  return rows.flatMap(({ id, rules, announcedAt, cancelledAt, votedUntil }) => {
    const endedAt = announcedAt ?? cancelledAt ?? (votedUntil ? new Date(votedUntil.getTime() + GIVEN_UP_MS) : undefined)
    return endedAt ? [{ id, endedAt, objectionDays: rules.publish.objectionDays }] : []
  })
}

/** Erases the names of a cycle's roll; how many. */
export async function eraseNames(tx: Writing, cycleId: string): Promise<number> {
  return (await tx.delete(rollName).where(eq(rollName.cycleId, cycleId)).returning({ number: rollName.number })).length
}
