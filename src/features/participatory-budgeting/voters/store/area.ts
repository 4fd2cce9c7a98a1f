import { and, eq } from 'drizzle-orm'
import { rollPerson } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'

/** Notes the area that somebody whom the local roll does not know chose first; the area that counts, which may be an earlier choice. */
export async function chooseAreaOnce(tx: Writing, cycleId: string, key: string, areaId: string): Promise<string> {
  await tx.insert(rollPerson).values({ cycleId, key, areaId, state: 'entitled' }).onConflictDoNothing()
  const [row] = await tx
    .select({ areaId: rollPerson.areaId })
    .from(rollPerson)
    .where(and(eq(rollPerson.cycleId, cycleId), eq(rollPerson.key, key)))
  return row?.areaId ?? areaId
}

/** Whether a local roll was read in. */
export async function hasLocalRoll(read: Reading, cycleId: string): Promise<boolean> {
  const [row] = await read
    .select({ key: rollPerson.key })
    .from(rollPerson)
    .where(and(eq(rollPerson.cycleId, cycleId), eq(rollPerson.onRoll, true)))
    .limit(1)
  return row !== undefined
}
