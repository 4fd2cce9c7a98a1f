import { and, count, eq, inArray } from 'drizzle-orm'
import { type CodeState, rollCode, rollPerson, type VotingChannel } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'

export type RollCode = typeof rollCode.$inferSelect
export type RollPerson = typeof rollPerson.$inferSelect

const UNSPENT = ['printed', 'handed'] as const satisfies readonly CodeState[]
const FREE = ['entitled', 'started'] as const satisfies readonly RollPerson['state'][]

/** The code with this keyed hash. */
export async function selectCode(read: Reading, cycleId: string, key: string): Promise<RollCode | undefined> {
  const [row] = await read
    .select()
    .from(rollCode)
    .where(and(eq(rollCode.key, key), eq(rollCode.cycleId, cycleId)))
  return row
}

/** Spends a code where it is neither spent nor void; whether it did. Of two at once, one does. */
export async function spendCode(tx: Writing, cycleId: string, key: string): Promise<boolean> {
  const spent = await tx
    .update(rollCode)
    .set({ state: 'spent', started: false })
    .where(and(eq(rollCode.key, key), eq(rollCode.cycleId, cycleId), inArray(rollCode.state, [...UNSPENT])))
    .returning({ key: rollCode.key })
  return spent.length === 1
}

/** Notes that a code was entered, where it is not spent. */
export async function startCode(tx: Writing, cycleId: string, key: string): Promise<void> {
  await tx
    .update(rollCode)
    .set({ started: true })
    .where(
      and(
        eq(rollCode.key, key),
        eq(rollCode.cycleId, cycleId),
        eq(rollCode.started, false),
        inArray(rollCode.state, [...UNSPENT]),
      ),
    )
}

/** The person with this keyed hash. */
export async function selectPerson(read: Reading, cycleId: string, key: string): Promise<RollPerson | undefined> {
  const [row] = await read
    .select()
    .from(rollPerson)
    .where(and(eq(rollPerson.cycleId, cycleId), eq(rollPerson.key, key)))
  return row
}

/** Notes that a person votes with an eID; somebody whom the roll does not know is added to it. */
export async function startPerson(tx: Writing, who: Pick<RollPerson, 'cycleId' | 'key' | 'areaId'>): Promise<void> {
  await tx
    .insert(rollPerson)
    .values({ ...who, state: 'started', channel: null })
    .onConflictDoUpdate({
      target: [rollPerson.cycleId, rollPerson.key],
      set: { state: 'started' },
      setWhere: eq(rollPerson.state, 'entitled'),
    })
}

/** Marks a person as having voted, where they hold no code and have not voted; whether it did. Of two at once, one does. */
export async function votePerson(
  tx: Writing,
  who: Pick<RollPerson, 'cycleId' | 'key' | 'areaId'>,
  channel: VotingChannel,
): Promise<boolean> {
  const voted = await tx
    .insert(rollPerson)
    .values({ ...who, state: 'voted', channel })
    .onConflictDoUpdate({
      target: [rollPerson.cycleId, rollPerson.key],
      set: { state: 'voted', channel },
      // The ballot counts for the area of the roll, or for none.
      setWhere: and(inArray(rollPerson.state, [...FREE]), eq(rollPerson.areaId, who.areaId)),
    })
    .returning({ key: rollPerson.key })
  return voted.length === 1
}

/** Whether the roll of a cycle has nobody and no code. */
export async function rollIsEmpty(read: Reading, cycleId: string): Promise<boolean> {
  const [codes] = await read.select({ n: count() }).from(rollCode).where(eq(rollCode.cycleId, cycleId))
  const [people] = await read.select({ n: count() }).from(rollPerson).where(eq(rollPerson.cycleId, cycleId))
  return (codes?.n ?? 0) + (people?.n ?? 0) === 0
}

/** Rows of one insert: PostgreSQL takes 65,535 values in all. */
const CHUNK = 2_000

export async function insertPersons(tx: Writing, rows: readonly (typeof rollPerson.$inferInsert)[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) await tx.insert(rollPerson).values(rows.slice(at, at + CHUNK))
}
