import { and, asc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import { hearing, hearingAttendance, hearingItem } from '#db/schema/hearings.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Attendance } from '../rules/attendance.ts'
import type { Item } from '../rules/items.ts'

type ItemRow = typeof hearingItem.$inferSelect

const itemOf = (row: ItemRow): Item => ({
  id: row.id,
  hearingId: row.hearingId,
  kind: row.kind,
  channel: row.channel,
  text: row.text ?? undefined,
  language: row.language,
  village: row.village ?? undefined,
  sex: row.sex ?? undefined,
  feedbackReference: row.feedbackReference ?? undefined,
  isWord: row.isWord,
  answer: row.answer ?? undefined,
  fate: row.fate,
  budgetLineId: row.budgetLineId ?? undefined,
  takenInto: row.takenInto ?? undefined,
  reason: row.reason ?? undefined,
  version: row.version,
  isDemo: row.isDemo,
})

/** Questions and proposals of a hearing, in the order they came. */
export async function selectItems(db: Reading, hearingIds: readonly string[]): Promise<Item[]> {
  if (hearingIds.length === 0) return []
  const rows = await db
    .select()
    .from(hearingItem)
    .where(inArray(hearingItem.hearingId, [...hearingIds]))
    .orderBy(asc(hearingItem.enteredAt), asc(hearingItem.id))
  return rows.map(itemOf)
}

export async function selectItem(db: Reading, id: string): Promise<Item | undefined> {
  const [row] = await db.select().from(hearingItem).where(eq(hearingItem.id, id))
  return row && itemOf(row)
}

/** Which forms and rows a hearing's items were entered with. */
export const selectEntered = async (db: Reading, hearingId: string): Promise<ReadonlySet<string>> => {
  const rows = await db.select({ key: hearingItem.entryKey }).from(hearingItem).where(eq(hearingItem.hearingId, hearingId))
  return new Set(rows.flatMap(row => (row.key === null ? [] : [row.key])))
}

/** Inserts items; those that were entered or came before are left as they are. Answers how many are new. */
export async function insertItems(tx: Writing, rows: readonly (typeof hearingItem.$inferInsert)[]): Promise<number> {
  if (rows.length === 0) return 0
  let inserted = 0
  // In parts: SQLite takes 32,766 values a statement.
  for (let from = 0; from < rows.length; from += 500)
    inserted += (
      await tx
        .insert(hearingItem)
        .values(rows.slice(from, from + 500))
        .onConflictDoNothing()
        .returning({ id: hearingItem.id })
    ).length
  return inserted
}

/** Changes an item that still has the version that was seen; false where somebody was quicker. */
export async function updateItem(
  tx: Writing,
  seen: { readonly id: string; readonly version: number },
  changes: Partial<typeof hearingItem.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(hearingItem)
    .set({ ...changes, version: sql`${hearingItem.version} + 1` })
    .where(and(eq(hearingItem.id, seen.id), eq(hearingItem.version, seen.version)))
    .returning({ id: hearingItem.id })
  return changed.length > 0
}

/** Removes an item that was entered by mistake and is nobody's word yet. */
export const deleteItem = async (tx: Writing, id: string): Promise<boolean> =>
  (
    await tx
      .delete(hearingItem)
      .where(and(eq(hearingItem.id, id), isNull(hearingItem.feedbackReference)))
      .returning({ id: hearingItem.id })
  ).length > 0

/** Items the office entered that are no words yet, of municipalities with their hearing, by id. */
export async function selectUncarried(
  db: Reading,
  after: string,
  enteredBy: Date,
  limit: number,
): Promise<{ item: Item; municipalityId: string; enteredAt: Date }[]> {
  const rows = await db
    .select({ item: hearingItem, municipalityId: hearing.municipalityId })
    .from(hearingItem)
    .innerJoin(hearing, eq(hearing.id, hearingItem.hearingId))
    .where(
      and(
        gt(hearingItem.id, after),
        lte(hearingItem.enteredAt, enteredBy),
        eq(hearingItem.isWord, false),
        isNull(hearingItem.feedbackReference),
        isNotNull(hearingItem.text),
      ),
    )
    .orderBy(asc(hearingItem.id))
    .limit(limit)
  return rows.map(({ item, municipalityId }) => ({ item: itemOf(item), municipalityId, enteredAt: item.enteredAt }))
}

/** Writes the reference of the word that an item became; false where it became one before. */
export async function setReference(tx: Writing, id: string, reference: string): Promise<boolean> {
  const changed = await tx
    .update(hearingItem)
    .set({ feedbackReference: reference })
    .where(and(eq(hearingItem.id, id), isNull(hearingItem.feedbackReference)))
    .returning({ id: hearingItem.id })
  return changed.length > 0
}

/** Erases what a resident took back; answers the hearing it stood in. */
export async function eraseItemOf(tx: Writing, reference: string): Promise<string | undefined> {
  const erased = await tx
    .update(hearingItem)
    .set({ text: null, village: null, sex: null, version: sql`${hearingItem.version} + 1` })
    .where(eq(hearingItem.feedbackReference, reference))
    .returning({ hearingId: hearingItem.hearingId })
  return erased[0]?.hearingId
}

/** How many came, by village, of several hearings. */
export async function selectAttendance(db: Reading, hearingIds: readonly string[]): Promise<Map<string, Attendance[]>> {
  const found = new Map<string, Attendance[]>()
  if (hearingIds.length === 0) return found
  const rows = await db
    .select()
    .from(hearingAttendance)
    .where(inArray(hearingAttendance.hearingId, [...hearingIds]))
    .orderBy(asc(hearingAttendance.id))
  for (const row of rows) {
    const { village, total } = row
    const one = { village, total, women: row.women ?? undefined, men: row.men ?? undefined }
    found.set(row.hearingId, [...(found.get(row.hearingId) ?? []), one])
  }
  return found
}

export async function replaceAttendance(
  tx: Writing,
  hearingId: string,
  rows: readonly (typeof hearingAttendance.$inferInsert)[],
): Promise<void> {
  await tx.delete(hearingAttendance).where(eq(hearingAttendance.hearingId, hearingId))
  if (rows.length > 0) await tx.insert(hearingAttendance).values([...rows])
}

/** Hearings of a time whose results everybody reads; for totals, which tell nothing before an office does. */
export async function selectHeld(db: Reading, from: Date | undefined, until: Date | undefined) {
  const held = and(
    eq(hearing.state, 'resultsPublished'),
    from && gte(hearing.startsAt, from),
    until && lt(hearing.startsAt, until),
  )
  const rows = await db
    .select({ id: hearing.id, municipalityId: hearing.municipalityId, kind: hearing.kind, startsAt: hearing.startsAt })
    .from(hearing)
    .where(held)
    .orderBy(asc(hearing.startsAt))
  return rows
}

/** Proposals by hearing and fate, of all hearings. */
export const selectProposalCounts = (db: Reading): Promise<{ hearingId: string; fate: string; n: number }[]> =>
  db
    .select({ hearingId: hearingItem.hearingId, fate: hearingItem.fate, n: sql<number>`count(*)`.mapWith(Number) })
    .from(hearingItem)
    .where(eq(hearingItem.kind, 'proposal'))
    .groupBy(hearingItem.hearingId, hearingItem.fate)

/** People by hearing, of all hearings. */
export const selectPeople = (db: Reading): Promise<{ hearingId: string; people: number; women: number; men: number }[]> =>
  db
    .select({
      hearingId: hearingAttendance.hearingId,
      people: sql<number>`coalesce(sum(${hearingAttendance.total}), 0)`.mapWith(Number),
      women: sql<number>`coalesce(sum(${hearingAttendance.women}), 0)`.mapWith(Number),
      men: sql<number>`coalesce(sum(${hearingAttendance.men}), 0)`.mapWith(Number),
    })
    .from(hearingAttendance)
    .groupBy(hearingAttendance.hearingId)
