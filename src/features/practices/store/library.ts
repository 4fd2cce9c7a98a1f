import { and, desc, eq, gte, inArray, isNotNull, lt, ne, or, type SQL } from 'drizzle-orm'
import { unit } from '#db/schema/municipalities.ts'
import { practice, practiceAdoption } from '#db/schema/practices.ts'
import type { Reading } from '#db/store.ts'
import type { Band } from '../rules/bands.ts'
import type { Cursor } from '../rules/library.ts'
import type { PlacedRow } from '../rules/published.ts'

/** A search of what is public, with ids in place of addresses. */
export interface LibrarySearch {
  readonly topics?: readonly string[] | undefined
  readonly cost?: Band | undefined
  readonly size?: Band | undefined
  /** Municipalities of an oblast. */
  readonly within?: readonly string[] | undefined
  readonly adoptedBy?: string | undefined
  readonly after?: Cursor | undefined
  readonly chosen?: boolean | undefined
  readonly except?: string | undefined
}

function conditionsOf(search: LibrarySearch): SQL[] {
  const { topics, cost, size, within, adoptedBy, after, chosen, except } = search
  const conditions: (SQL | undefined)[] = [eq(practice.isPublic, true)]
  if (topics) conditions.push(inArray(practice.topic, [...topics]))
  if (cost?.from !== undefined) conditions.push(gte(practice.cost, cost.from))
  if (cost?.below !== undefined) conditions.push(lt(practice.cost, cost.below))
  // A comparison with null is never true, so what has no municipality has no size.
  if (size?.from !== undefined) conditions.push(gte(unit.population, size.from))
  if (size?.below !== undefined) conditions.push(lt(unit.population, size.below))
  if (within) conditions.push(inArray(practice.municipalityId, [...within]))
  if (chosen) conditions.push(isNotNull(practice.chosenAt))
  if (except) conditions.push(ne(practice.id, except))
  if (after) {
    const same = and(eq(practice.publishedAt, after.at), lt(practice.id, after.id))
    conditions.push(or(lt(practice.publishedAt, after.at), same))
  }
  return [...conditions.filter(one => one !== undefined), ...(adoptedBy ? [eq(practiceAdoption.municipalityId, adoptedBy)] : [])]
}

const PLACE = { id: unit.id, slug: unit.slug, ky: unit.nameKy, ru: unit.nameRu, en: unit.nameEn, population: unit.population }

/** Public practices with their municipality, the newest first; of the editors' choice the last chosen. */
export async function selectLibrary(db: Reading, search: LibrarySearch, limit: number): Promise<PlacedRow[]> {
  const from = db.select({ practice, place: PLACE }).from(practice).leftJoin(unit, eq(unit.id, practice.municipalityId))
  const joined = search.adoptedBy ? from.innerJoin(practiceAdoption, eq(practiceAdoption.practiceId, practice.id)) : from
  return joined
    .where(and(...conditionsOf(search)))
    .orderBy(...(search.chosen ? [desc(practice.chosenAt)] : []), desc(practice.publishedAt), desc(practice.id))
    .limit(limit)
}

/** Practices by id, public or not, with their municipality. */
export const selectPlaced = async (db: Reading, ids: readonly string[]): Promise<PlacedRow[]> =>
  ids.length === 0
    ? []
    : db
        .select({ practice, place: PLACE })
        .from(practice)
        .leftJoin(unit, eq(unit.id, practice.municipalityId))
        .where(inArray(practice.id, [...ids]))

/** The topics of what is public: a filter offers no others. */
export const topicsInUse = async (db: Reading): Promise<string[]> =>
  (await db.selectDistinct({ topic: practice.topic }).from(practice).where(eq(practice.isPublic, true))).flatMap(row =>
    row.topic === null ? [] : [row.topic],
  )
