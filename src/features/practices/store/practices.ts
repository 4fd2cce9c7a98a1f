import { and, asc, count, desc, eq, gt, like, or, sql } from 'drizzle-orm'
import { practice, practiceComment } from '#db/schema/practices.ts'
import type { Reading, Writing } from '#db/store.ts'

export type PracticeRow = typeof practice.$inferSelect
export type CommentRow = typeof practiceComment.$inferSelect

export const insertPractice = async (tx: Writing, row: PracticeRow): Promise<void> => void (await tx.insert(practice).values(row))

/** For what is loaded by several processes at once: false where another has it already. */
export const insertIfNew = async (tx: Writing, row: PracticeRow): Promise<boolean> =>
  (await tx.insert(practice).values(row).onConflictDoNothing().returning({ id: practice.id })).length === 1

export const practiceById = async (db: Reading, id: string): Promise<PracticeRow | undefined> =>
  (await db.select().from(practice).where(eq(practice.id, id)).limit(1))[0]
/** By id, after one of them. */
export const practicesAfter = (db: Reading, after: string, limit: number): Promise<PracticeRow[]> =>
  db.select().from(practice).where(gt(practice.id, after)).orderBy(asc(practice.id)).limit(limit)
export const practiceBySlug = async (db: Reading, slug: string): Promise<PracticeRow | undefined> =>
  (await db.select().from(practice).where(eq(practice.slug, slug)).limit(1))[0]

/** Addresses taken already that are this one or this one with a number. */
export const slugsLike = async (db: Reading, slug: string): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await db
        .select({ slug: practice.slug })
        .from(practice)
        .where(or(eq(practice.slug, slug), like(practice.slug, `${slug}-%`)))
    ).map(row => row.slug),
  )

/** Changes the version that was seen, and counts it up; false where somebody changed it meanwhile. */
export async function changePractice(
  tx: Writing,
  seen: { readonly id: string; readonly version: number },
  set: Partial<Omit<PracticeRow, 'id' | 'version'>>,
): Promise<boolean> {
  const changed = await tx
    .update(practice)
    .set({ ...set, version: seen.version + 1 })
    .where(and(eq(practice.id, seen.id), eq(practice.version, seen.version)))
    .returning({ id: practice.id })
  return changed.length === 1
}

/** Without a version: for what stands beside the text, as the editors' choice does. */
export const setChosen = async (tx: Writing, id: string, chosenAt: Date | null): Promise<void> =>
  void (await tx.update(practice).set({ chosenAt }).where(eq(practice.id, id)))

/** All of a municipality, the last changed first. */
export const practicesOf = (db: Reading, municipalityId: string): Promise<PracticeRow[]> =>
  db
    .select()
    .from(practice)
    .where(eq(practice.municipalityId, municipalityId))
    .orderBy(desc(practice.changedAt), desc(practice.id))

/** What waits for DPI, the longest waiting first; or what was decided, the last changed first. */
export const practicesInState = (db: Reading, state: PracticeRow['state'], limit: number): Promise<PracticeRow[]> =>
  db
    .select()
    .from(practice)
    .where(eq(practice.state, state))
    .orderBy(...(state === 'submitted' ? [asc(practice.submittedAt), asc(practice.id)] : [desc(practice.changedAt)]))
    .limit(limit)

export async function countByState(db: Reading, municipalityId?: string): Promise<ReadonlyMap<PracticeRow['state'], number>> {
  const rows = await db
    .select({ state: practice.state, n: count() })
    .from(practice)
    .where(municipalityId === undefined ? sql`1 = 1` : eq(practice.municipalityId, municipalityId))
    .groupBy(practice.state)
  return new Map(rows.map(row => [row.state, Number(row.n)]))
}

export const insertComment = async (tx: Writing, row: CommentRow): Promise<void> =>
  void (await tx.insert(practiceComment).values(row))

/** What DPI and the office wrote, oldest first. */
export const commentsOn = (db: Reading, practiceId: string): Promise<CommentRow[]> =>
  db
    .select()
    .from(practiceComment)
    .where(eq(practiceComment.practiceId, practiceId))
    .orderBy(asc(practiceComment.at), asc(practiceComment.id))
