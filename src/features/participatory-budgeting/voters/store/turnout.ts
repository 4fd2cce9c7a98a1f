import { and, count, eq, inArray, or, sql } from 'drizzle-orm'
import { rollCode, rollCount, rollPerson } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { RollCount } from '../rules/turnout.ts'

const known = <T>(value: T | null): T | undefined => value ?? undefined

/** Who voted and who is on the roll, by area, channel, sex and age band. */
export async function countRoll(read: Reading, cycleId: string): Promise<RollCount[]> {
  const codes = await read
    .select({ areaId: rollCode.areaId, sex: rollCode.sex, ageBand: rollCode.ageBand, state: rollCode.state, n: count() })
    .from(rollCode)
    .where(
      and(
        eq(rollCode.cycleId, cycleId),
        or(eq(rollCode.state, 'spent'), and(eq(rollCode.started, true), inArray(rollCode.state, ['printed', 'handed']))),
      ),
    )
    .groupBy(rollCode.areaId, rollCode.sex, rollCode.ageBand, rollCode.state)
  const people = await read
    .select({
      areaId: rollPerson.areaId,
      sex: rollPerson.sex,
      ageBand: rollPerson.ageBand,
      state: rollPerson.state,
      channel: rollPerson.channel,
      n: count(),
      named: sql<number>`coalesce(sum(case when ${rollPerson.onRoll} then 1 else 0 end), 0)`.mapWith(Number),
    })
    .from(rollPerson)
    .where(eq(rollPerson.cycleId, cycleId))
    .groupBy(rollPerson.areaId, rollPerson.sex, rollPerson.ageBand, rollPerson.state, rollPerson.channel)
  return [
    ...codes.map(({ areaId, sex, ageBand, state, n }) => ({
      ...{ areaId, channel: 'code' as const, sex: known(sex), ageBand: known(ageBand), onRoll: 0 },
      ...{ voted: state === 'spent' ? n : 0, unfinished: state === 'spent' ? 0 : n },
    })),
    ...people.map(({ areaId, sex, ageBand, state, channel, n, named }) => ({
      ...{ areaId, channel: known(channel), sex: known(sex), ageBand: known(ageBand), onRoll: named },
      ...{ voted: state === 'voted' ? n : 0, unfinished: state === 'started' ? n : 0 },
    })),
  ]
}

/** What was counted last night. */
export async function selectCounted(read: Reading, cycleId: string): Promise<{ day: string; content: unknown } | undefined> {
  const [row] = await read.select().from(rollCount).where(eq(rollCount.cycleId, cycleId))
  return row
}

/** Keeps the day's count in place of the one before, once a day. */
export async function keepCounted(tx: Writing, row: typeof rollCount.$inferInsert): Promise<void> {
  const { day, content } = row
  await tx.insert(rollCount).values(row).onConflictDoUpdate({ target: rollCount.cycleId, set: { day, content } })
}
