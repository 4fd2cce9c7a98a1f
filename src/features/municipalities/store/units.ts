import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { unit, unitCode, unitContact, unitLink, unitName, village } from '#db/schema/municipalities.ts'
import type { Reading } from '#db/store.ts'

export type UnitRow = typeof unit.$inferSelect
export type CodeRow = typeof unitCode.$inferSelect
export type NameRow = typeof unitName.$inferSelect
export type VillageRow = typeof village.$inferSelect
export type ContactRow = typeof unitContact.$inferSelect

export const findUnits = (db: Reading): Promise<UnitRow[]> => db.select().from(unit).orderBy(asc(unit.slug))
export const findCodes = (db: Reading): Promise<CodeRow[]> => db.select().from(unitCode).orderBy(asc(unitCode.id))
export const findNames = (db: Reading): Promise<NameRow[]> => db.select().from(unitName).orderBy(asc(unitName.id))

export const anyUnit = async (db: Reading): Promise<boolean> => (await db.select({ id: unit.id }).from(unit).limit(1)).length > 0

export const findUnitsById = async (db: Reading, ids: readonly string[]): Promise<UnitRow[]> =>
  ids.length === 0
    ? []
    : db
        .select()
        .from(unit)
        .where(inArray(unit.id, [...ids]))

/** The unit of an address or id. */
export async function findUnitByKey(db: Reading, key: string): Promise<UnitRow | undefined> {
  const [row] = await db
    .select()
    .from(unit)
    .where(or(eq(unit.slug, key), eq(unit.id, key)))
    .limit(1)
  return row
}

/** The unit that has this SOATE code, today's holder before former ones: a code may be given to another unit later. */
export async function findUnitByCode(db: Reading, code: string): Promise<UnitRow | undefined> {
  const held = await db.select().from(unitCode).where(eq(unitCode.code, code))
  const order = { current: 0, other: 1, former: 2 } as const
  const [first] = held.sort((a, b) => order[a.kind] - order[b.kind])
  return first ? (await findUnitsById(db, [first.unitId]))[0] : undefined
}

/** Units that once had a name, by its folded form. */
export const findFormerlyNamed = (db: Reading, folded: string): Promise<UnitRow[]> =>
  db
    .select({ unit })
    .from(unitName)
    .innerJoin(unit, eq(unit.id, unitName.unitId))
    .where(and(eq(unitName.folded, folded), eq(unitName.kind, 'former')))
    .then(rows => rows.map(row => row.unit))

/** The units above one, nearest first. */
export async function findAncestors(db: Reading, row: Pick<UnitRow, 'parentId'>): Promise<UnitRow[]> {
  const above: UnitRow[] = []
  for (let id = row.parentId; id;) {
    const [parent] = await findUnitsById(db, [id])
    if (!parent) throw new Error(`a unit names a parent that is not there: ${id}`)
    above.push(parent)
    id = parent.parentId
  }
  return above
}

export const findCurrentCodes = async (db: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(unitCode)
    .where(and(inArray(unitCode.unitId, [...ids]), eq(unitCode.kind, 'current')))
  return new Map(rows.map(row => [row.unitId, row.code]))
}

export const findCodesOf = (db: Reading, unitId: string): Promise<CodeRow[]> =>
  db.select().from(unitCode).where(eq(unitCode.unitId, unitId)).orderBy(asc(unitCode.id))
export const findNamesOf = (db: Reading, unitId: string): Promise<NameRow[]> =>
  db.select().from(unitName).where(eq(unitName.unitId, unitId)).orderBy(asc(unitName.id))

/** Municipalities that stand today, by address, after one; under any of `parentIds` where given. */
export const findMunicipalities = (
  db: Reading,
  { parentIds, after, limit }: { parentIds?: readonly string[] | undefined; after?: string | undefined; limit: number },
): Promise<UnitRow[]> =>
  db
    .select()
    .from(unit)
    .where(
      and(
        eq(unit.isMunicipality, true),
        isNull(unit.validTo),
        parentIds ? inArray(unit.parentId, [...parentIds]) : undefined,
        after ? gt(unit.slug, after) : undefined,
      ),
    )
    .orderBy(asc(unit.slug))
    .limit(limit)

export const findChildren = async (db: Reading, parentIds: readonly string[]): Promise<UnitRow[]> =>
  parentIds.length === 0
    ? []
    : db
        .select()
        .from(unit)
        .where(inArray(unit.parentId, [...parentIds]))

/** What a unit became, and what became it. */
export async function findLinks(db: Reading, unitId: string) {
  const rows = await db
    .select()
    .from(unitLink)
    .where(or(eq(unitLink.fromId, unitId), eq(unitLink.toId, unitId)))
    .orderBy(asc(unitLink.id))
  return {
    successors: rows.filter(row => row.fromId === unitId),
    predecessors: rows.filter(row => row.toId === unitId),
  }
}
export const findAllLinks = (db: Reading) => db.select().from(unitLink)

export const findVillages = (db: Reading, municipalityId: string): Promise<VillageRow[]> =>
  db.select().from(village).where(eq(village.municipalityId, municipalityId)).orderBy(asc(village.id))

export async function findContact(db: Reading, unitId: string): Promise<ContactRow | undefined> {
  const [row] = await db.select().from(unitContact).where(eq(unitContact.unitId, unitId))
  return row
}
