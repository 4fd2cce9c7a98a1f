import { and, asc, count, eq, inArray, like, or, sql } from 'drizzle-orm'
import { rollName, rollPerson } from '#db/schema/voterRoll.ts'
import type { Reading, Writing } from '#db/store.ts'
import { foldForSearch } from '#platform/fold.ts'
import { type Listed, shownState } from '../rules/localRoll.ts'

const AT_ONCE = 500
const known = <T>(value: T | null): T | undefined => value ?? undefined
const pieces = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE))

export type NewPerson = Omit<typeof rollPerson.$inferInsert, 'cycleId' | 'state' | 'channel' | 'onRoll'> &
  Omit<typeof rollName.$inferInsert, 'cycleId' | 'personKey' | 'folded' | 'stationId'>

/** Numbers of these that the roll has already, and persons of these. */
export async function knownOf(
  read: Reading,
  cycleId: string,
  rows: readonly { readonly number: string; readonly key: string }[],
): Promise<{ readonly numbers: ReadonlySet<string>; readonly keys: ReadonlySet<string> }> {
  const [numbers, keys] = [new Set<string>(), new Set<string>()]
  for (const piece of pieces(rows)) {
    const found = await read
      .select({ number: rollName.number, key: rollName.personKey })
      .from(rollName)
      .where(
        and(
          eq(rollName.cycleId, cycleId),
          or(
            inArray(
              rollName.number,
              piece.map(one => one.number),
            ),
            inArray(
              rollName.personKey,
              piece.map(one => one.key),
            ),
          ),
        ),
      )
    for (const one of found) {
      numbers.add(one.number)
      keys.add(one.key)
    }
  }
  return { numbers, keys }
}

/** Adds people of the local roll; who came with an eID before keeps what they did. */
export async function insertPeople(tx: Writing, cycleId: string, people: readonly NewPerson[]): Promise<void> {
  for (const piece of pieces(people)) {
    await tx
      .insert(rollPerson)
      .values(
        piece.map(({ key, areaId, sex, ageBand }) => ({
          cycleId,
          key,
          areaId,
          sex,
          ageBand,
          onRoll: true,
          state: 'entitled' as const,
        })),
      )
      .onConflictDoUpdate({
        target: [rollPerson.cycleId, rollPerson.key],
        set: { onRoll: true, sex: sql`excluded.sex`, ageBand: sql`excluded.age_band` },
      })
    await tx.insert(rollName).values(
      piece.map(({ key, number, name, birthYear, village }) => ({
        ...{ cycleId, number, personKey: key, name, folded: foldForSearch(name), birthYear, village },
      })),
    )
  }
}

/**
 * Takes the whole local roll out, where nobody of it is marked; whether it may be kept out: the caller rolls back otherwise. Looked
 * at after deleting, since on PostgreSQL somebody may vote while it is looked at, and would be entitled anew.
 */
export async function deleteUnmarkedRoll(tx: Writing, cycleId: string): Promise<boolean> {
  const onRoll = and(eq(rollPerson.cycleId, cycleId), eq(rollPerson.onRoll, true))
  await tx.delete(rollName).where(eq(rollName.cycleId, cycleId))
  await tx.delete(rollPerson).where(and(onRoll, eq(rollPerson.state, 'entitled')))
  const [marked] = await tx.select({ n: count() }).from(rollPerson).where(onRoll)
  return (marked?.n ?? 0) === 0
}

/** How many people the local roll has by area. */
export async function countByArea(read: Reading | Writing, cycleId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await read
    .select({ areaId: rollPerson.areaId, n: count() })
    .from(rollPerson)
    .where(and(eq(rollPerson.cycleId, cycleId), eq(rollPerson.onRoll, true)))
    .groupBy(rollPerson.areaId)
  return new Map(rows.map(one => [one.areaId, one.n]))
}

const listed = {
  number: rollName.number,
  name: rollName.name,
  birthYear: rollName.birthYear,
  village: rollName.village,
  areaId: rollPerson.areaId,
  state: rollPerson.state,
  channel: rollPerson.channel,
}
type Row = { [K in keyof typeof listed]: (typeof listed)[K]['_']['data'] | null }
const shown = (row: Row): Listed => ({
  number: row.number ?? '',
  name: row.name ?? '',
  areaId: row.areaId ?? '',
  birthYear: known(row.birthYear),
  village: known(row.village),
  state: shownState(row.state ?? 'entitled'),
  channel: known(row.channel),
})
const people = (read: Reading) =>
  read
    .select(listed)
    .from(rollName)
    .innerJoin(rollPerson, and(eq(rollPerson.cycleId, rollName.cycleId), eq(rollPerson.key, rollName.personKey)))

/** People whose number is what was typed, or whose name has all its words; at most so many. */
export async function searchRoll(read: Reading, cycleId: string, query: string, most: number): Promise<Listed[]> {
  const words = foldForSearch(query)
    .split(' ')
    .filter(word => word !== '')
  const byName = words.length > 0 ? and(...words.map(word => like(rollName.folded, `%${word}%`))) : undefined
  const rows = await people(read)
    .where(and(eq(rollName.cycleId, cycleId), or(eq(rollName.number, query), byName)))
    .orderBy(asc(rollName.name), asc(rollName.number))
    .limit(most)
  return rows.map(shown)
}

/** The whole roll, or that of an area, by number. */
export async function selectRoll(read: Reading, cycleId: string, areaId?: string): Promise<Listed[]> {
  const rows = await people(read).where(and(eq(rollName.cycleId, cycleId), areaId ? eq(rollPerson.areaId, areaId) : undefined))
  return rows.map(shown).sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }))
}

/** The person behind a number of the local roll. */
export async function personByNumber(
  read: Reading,
  cycleId: string,
  number: string,
): Promise<(typeof rollPerson.$inferSelect & { readonly number: string }) | undefined> {
  const [row] = await read
    .select({ person: rollPerson, number: rollName.number })
    .from(rollName)
    .innerJoin(rollPerson, and(eq(rollPerson.cycleId, rollName.cycleId), eq(rollPerson.key, rollName.personKey)))
    .where(and(eq(rollName.cycleId, cycleId), eq(rollName.number, number)))
  return row && { ...row.person, number: row.number }
}

/** Moves a person from one of these states to another; whether it did. Of two at once, one does. */
export async function movePerson(
  tx: Writing,
  who: { readonly cycleId: string; readonly key: string },
  from: { readonly states: readonly (typeof rollPerson.$inferSelect)['state'][]; readonly channel?: 'paper' },
  to: Pick<typeof rollPerson.$inferSelect, 'state' | 'channel'>,
): Promise<boolean> {
  const rows = await tx
    .update(rollPerson)
    .set(to)
    .where(
      and(
        eq(rollPerson.cycleId, who.cycleId),
        eq(rollPerson.key, who.key),
        inArray(rollPerson.state, [...from.states]),
        from.channel ? eq(rollPerson.channel, from.channel) : undefined,
      ),
    )
    .returning({ key: rollPerson.key })
  return rows.length === 1
}
