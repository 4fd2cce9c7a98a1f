import { and, asc, count, desc, eq, inArray } from 'drizzle-orm'
import { unit } from '#db/schema/municipalities.ts'
import { practice, practiceAdoption } from '#db/schema/practices.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Adoption, AdoptionCount } from '../rules/adoption.ts'

export type AdoptionRow = typeof practiceAdoption.$inferSelect

export const adoptionOf = async (db: Reading, practiceId: string, municipalityId: string): Promise<AdoptionRow | undefined> =>
  (
    await db
      .select()
      .from(practiceAdoption)
      .where(and(eq(practiceAdoption.practiceId, practiceId), eq(practiceAdoption.municipalityId, municipalityId)))
      .limit(1)
  )[0]

/** Writes what a municipality says about a practice; said before, it keeps the day it was first said. */
export async function saveAdoption(tx: Writing, row: AdoptionRow): Promise<void> {
  const { state, note, adoptedOn } = row
  await tx
    .insert(practiceAdoption)
    .values(row)
    .onConflictDoUpdate({
      target: [practiceAdoption.practiceId, practiceAdoption.municipalityId],
      set: { state, note, adoptedOn },
    })
}

/** False where there was none. */
export const deleteAdoption = async (tx: Writing, practiceId: string, municipalityId: string): Promise<boolean> =>
  (
    await tx
      .delete(practiceAdoption)
      .where(and(eq(practiceAdoption.practiceId, practiceId), eq(practiceAdoption.municipalityId, municipalityId)))
      .returning({ id: practiceAdoption.id })
  ).length === 1

/** Who adopted or wants each practice, the first first; municipalities by name and address. */
export async function adoptionsOf(
  db: Reading,
  practiceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Adoption[]>> {
  if (practiceIds.length === 0) return new Map()
  const rows = await db
    .select({ adoption: practiceAdoption, slug: unit.slug, ky: unit.nameKy, ru: unit.nameRu, en: unit.nameEn })
    .from(practiceAdoption)
    .innerJoin(unit, eq(unit.id, practiceAdoption.municipalityId))
    .where(inArray(practiceAdoption.practiceId, [...practiceIds]))
    .orderBy(asc(practiceAdoption.since), asc(practiceAdoption.id))
  const shaped = rows.map(({ adoption, slug, ky, ru, en }) => ({
    practiceId: adoption.practiceId,
    municipality: { id: adoption.municipalityId, slug, names: { ky, ru, en } },
    state: adoption.state,
    note: adoption.note ?? undefined,
    since: adoption.since,
    adoptedOn: adoption.adoptedOn ?? undefined,
    isDemo: adoption.isDemo,
  }))
  return Map.groupBy(shaped, one => one.practiceId)
}

export async function countAdoptions(db: Reading, practiceIds: readonly string[]): Promise<ReadonlyMap<string, AdoptionCount>> {
  if (practiceIds.length === 0) return new Map()
  const rows = await db
    .select({ practiceId: practiceAdoption.practiceId, state: practiceAdoption.state, n: count() })
    .from(practiceAdoption)
    .where(inArray(practiceAdoption.practiceId, [...practiceIds]))
    .groupBy(practiceAdoption.practiceId, practiceAdoption.state)
  const of = (id: string, state: string) => Number(rows.find(row => row.practiceId === id && row.state === state)?.n ?? 0)
  return new Map(practiceIds.map(id => [id, { adopted: of(id, 'adopted'), wanted: of(id, 'wanted') }]))
}

/** What a municipality adopted or wants of what is public, the latest first. */
export const adoptionsBy = (db: Reading, municipalityId: string): Promise<AdoptionRow[]> =>
  db
    .select({ adoption: practiceAdoption })
    .from(practiceAdoption)
    .innerJoin(practice, and(eq(practice.id, practiceAdoption.practiceId), eq(practice.isPublic, true)))
    .where(eq(practiceAdoption.municipalityId, municipalityId))
    .orderBy(desc(practiceAdoption.since))
    .then(rows => rows.map(row => row.adoption))

/** Municipalities that adopted or want anything public: for a filter. */
export const adopters = (db: Reading): Promise<{ slug: string; ky: string; ru: string; en: string }[]> =>
  db
    .selectDistinct({ slug: unit.slug, ky: unit.nameKy, ru: unit.nameRu, en: unit.nameEn })
    .from(practiceAdoption)
    .innerJoin(practice, and(eq(practice.id, practiceAdoption.practiceId), eq(practice.isPublic, true)))
    .innerJoin(unit, eq(unit.id, practiceAdoption.municipalityId))
    .orderBy(asc(unit.slug))
