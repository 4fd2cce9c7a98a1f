import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { hearing, hearingAgenda, hearingMove } from '#db/schema/hearings.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Hearing, HearingKind, Texts } from '../rules/hearing.ts'

export type HearingRow = typeof hearing.$inferSelect
type Changes = Partial<typeof hearing.$inferInsert>

/** Hearings whole: with agenda and moves, in the order of the rows. */
async function whole(db: Reading, rows: readonly HearingRow[]): Promise<Hearing[]> {
  if (rows.length === 0) return []
  const ids = rows.map(row => row.id)
  const agenda = await db
    .select()
    .from(hearingAgenda)
    .where(inArray(hearingAgenda.hearingId, ids))
    .orderBy(asc(hearingAgenda.position))
  const moves = await db.select().from(hearingMove).where(inArray(hearingMove.hearingId, ids)).orderBy(asc(hearingMove.movedAt))
  return rows.map(row => ({
    id: row.id,
    municipalityId: row.municipalityId,
    kind: row.kind,
    budgetYear: row.budgetYear ?? undefined,
    title: texts(row.titleKy, row.titleRu, row.titleEn),
    lead: row.leadKy === null ? undefined : texts(row.leadKy, row.leadRu, row.leadEn),
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    venue: row.venue ?? undefined,
    village: row.village ?? undefined,
    onlineUrl: row.onlineUrl ?? undefined,
    state: row.state,
    announcedAt: row.announcedAt ?? undefined,
    resultsAt: row.resultsAt ?? undefined,
    cancelledAt: row.cancelledAt ?? undefined,
    cancelReason: row.cancelReason ?? undefined,
    sequence: row.sequence,
    minutes: row.minutes ?? undefined,
    version: row.version,
    minutesVersion: row.minutesVersion,
    attendanceVersion: row.attendanceVersion,
    changedAt: row.changedAt,
    isDemo: row.isDemo,
    agenda: agenda.filter(one => one.hearingId === row.id).map(one => texts(one.textKy, one.textRu, one.textEn)),
    moves: moves
      .filter(one => one.hearingId === row.id)
      .map(({ movedAt, fromStartsAt, fromVenue, reason }) => ({
        ...{ movedAt, fromStartsAt, reason },
        fromVenue: fromVenue ?? undefined,
      })),
  }))
}

const texts = (ky: string, ru: string | null, en: string | null): Texts => ({ ky, ru: ru ?? undefined, en: en ?? undefined })

export async function selectHearing(db: Reading, id: string): Promise<Hearing | undefined> {
  const rows = await db.select().from(hearing).where(eq(hearing.id, id))
  return (await whole(db, rows))[0]
}

/** What was ever announced, by id. */
export const selectAnnounced = (db: Reading, after: string, limit: number): Promise<{ id: string; municipalityId: string }[]> =>
  db
    .select({ id: hearing.id, municipalityId: hearing.municipalityId })
    .from(hearing)
    .where(and(isNotNull(hearing.announcedAt), gt(hearing.id, after)))
    .orderBy(asc(hearing.id))
    .limit(limit)

export interface HearingFilter {
  readonly municipalityIds?: readonly string[] | undefined
  readonly kind?: HearingKind | undefined
  readonly startsFrom?: Date | undefined
  readonly startsBefore?: Date | undefined
  /** Those that end after this. */
  readonly endsAfter?: Date | undefined
  readonly endedBy?: Date | undefined
  /** Without it, only what was announced. */
  readonly withDrafts?: boolean | undefined
  readonly withoutCancelled?: boolean | undefined
  /** Goes on after this hearing of the order. */
  readonly after?: { readonly at: Date; readonly id: string } | undefined
  readonly order: 'coming' | 'latest'
}

function conditionsOf(filter: HearingFilter): SQL | undefined {
  const { municipalityIds, kind, startsFrom, startsBefore, endsAfter, endedBy, after } = filter
  const beyond = filter.order === 'coming' ? gt : lt
  return and(
    municipalityIds && inArray(hearing.municipalityId, [...municipalityIds]),
    kind && eq(hearing.kind, kind),
    startsFrom && gte(hearing.startsAt, startsFrom),
    startsBefore && lt(hearing.startsAt, startsBefore),
    endsAfter && gt(hearing.endsAt, endsAfter),
    endedBy && lte(hearing.endsAt, endedBy),
    filter.withDrafts ? undefined : isNotNull(hearing.announcedAt),
    filter.withoutCancelled ? ne(hearing.state, 'cancelled') : undefined,
    after && or(beyond(hearing.startsAt, after.at), and(eq(hearing.startsAt, after.at), beyond(hearing.id, after.id))),
  )
}

/** Hearings that pass a filter: those to come by date, or the latest first. */
export async function selectHearings(db: Reading, filter: HearingFilter, limit: number): Promise<Hearing[]> {
  if (filter.municipalityIds?.length === 0) return []
  const direction = filter.order === 'coming' ? asc : desc
  const rows = await db
    .select()
    .from(hearing)
    .where(conditionsOf(filter))
    .orderBy(direction(hearing.startsAt), direction(hearing.id))
    .limit(limit)
  return whole(db, rows)
}

/** The moment of a hearing, to go on after it. */
export const selectStart = async (db: Reading, id: string): Promise<Date | undefined> =>
  (await db.select({ at: hearing.startsAt }).from(hearing).where(eq(hearing.id, id)))[0]?.at

/** False where the short id is taken, and another must be drawn. */
export const insertHearing = async (tx: Writing, row: typeof hearing.$inferInsert): Promise<boolean> =>
  (await tx.insert(hearing).values(row).onConflictDoNothing().returning({ id: hearing.id })).length > 0

const LOCKS = {
  announcement: { column: hearing.version, key: 'version' },
  minutes: { column: hearing.minutesVersion, key: 'minutesVersion' },
  attendance: { column: hearing.attendanceVersion, key: 'attendanceVersion' },
} as const

/** Changes a hearing where the locked part still has the version that was seen; false where somebody was quicker. */
export async function updateHearing(
  tx: Writing,
  seen: { readonly id: string; readonly lock: keyof typeof LOCKS; readonly version: number },
  changes: Changes,
): Promise<boolean> {
  const { column, key } = LOCKS[seen.lock]
  const changed = await tx
    .update(hearing)
    .set({ ...changes, [key]: sql`${column} + 1` })
    .where(and(eq(hearing.id, seen.id), eq(column, seen.version)))
    .returning({ id: hearing.id })
  return changed.length > 0
}

/** An announced hearing that people were counted or minutes written of was held. */
export const markHeld = async (tx: Writing, id: string): Promise<void> =>
  void (await tx
    .update(hearing)
    .set({ state: 'held' })
    .where(and(eq(hearing.id, id), eq(hearing.state, 'announced'))))

export async function replaceAgenda(tx: Writing, hearingId: string, rows: (typeof hearingAgenda.$inferInsert)[]): Promise<void> {
  await tx.delete(hearingAgenda).where(eq(hearingAgenda.hearingId, hearingId))
  if (rows.length > 0) await tx.insert(hearingAgenda).values(rows)
}

export const insertMove = async (tx: Writing, row: typeof hearingMove.$inferInsert): Promise<void> =>
  void (await tx.insert(hearingMove).values(row))

/** Hearings to come whose reminders are due. */
export async function selectToRemind(db: Reading, now: Date, until: Date): Promise<Hearing[]> {
  const rows = await db
    .select()
    .from(hearing)
    .where(
      and(eq(hearing.state, 'announced'), isNull(hearing.remindedAt), gt(hearing.startsAt, now), lte(hearing.startsAt, until)),
    )
  return whole(db, rows)
}

/** Hearings that ended before this and whose office was not yet told that results are due. */
export async function selectResultsDue(db: Reading, endedBefore: Date): Promise<Hearing[]> {
  const rows = await db
    .select()
    .from(hearing)
    .where(
      and(
        inArray(hearing.state, ['announced', 'held']),
        isNull(hearing.dueToldAt),
        lte(hearing.endsAt, endedBefore),
        eq(hearing.isDemo, false),
      ),
    )
  return whole(db, rows)
}

/** Claims the telling of one hearing; false where another server did, or it was moved meanwhile. */
export async function claimTelling(
  tx: Writing,
  one: Pick<Hearing, 'id' | 'sequence'>,
  what: 'remindedAt' | 'dueToldAt',
  at: Date,
): Promise<boolean> {
  const claimed = await tx
    .update(hearing)
    .set({ [what]: at })
    .where(and(eq(hearing.id, one.id), eq(hearing.sequence, one.sequence), isNull(hearing[what])))
    .returning({ id: hearing.id })
  return claimed.length > 0
}
