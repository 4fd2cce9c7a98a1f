import { and, eq } from 'drizzle-orm'
import { unit, unitCode, unitContact, unitLink, unitName, village } from '#db/schema/municipalities.ts'
import type { Writing } from '#db/store.ts'

// SQLite takes 32,766 values in one statement; the widest row here has 19.
const PORTION = 500
async function inPortions<T>(rows: readonly T[], insert: (portion: T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += PORTION) await insert(rows.slice(at, at + PORTION))
}

export const insertUnits = (tx: Writing, rows: readonly (typeof unit.$inferInsert)[]) =>
  inPortions(rows, portion => tx.insert(unit).values(portion))
export const insertCodes = (tx: Writing, rows: readonly (typeof unitCode.$inferInsert)[]) =>
  inPortions(rows, portion => tx.insert(unitCode).values(portion))
export const insertNames = (tx: Writing, rows: readonly (typeof unitName.$inferInsert)[]) =>
  inPortions(rows, portion => tx.insert(unitName).values(portion))
export const insertLinks = (tx: Writing, rows: readonly (typeof unitLink.$inferInsert)[]) =>
  inPortions(rows, portion => tx.insert(unitLink).values(portion))
export const insertVillages = (tx: Writing, rows: readonly (typeof village.$inferInsert)[]) =>
  inPortions(rows, portion => tx.insert(village).values(portion))
export const insertContacts = (tx: Writing, rows: readonly (typeof unitContact.$inferInsert)[]) =>
  inPortions(rows, portion => tx.insert(unitContact).values(portion))

/** Changes what a register says of a unit; its id and address stay. */
export const updateUnit = (tx: Writing, id: string, change: Partial<typeof unit.$inferInsert>) =>
  tx.update(unit).set(change).where(eq(unit.id, id))

/** The current name in a language becomes a former one or a variant, until `validTo`. */
export const retireName = (
  tx: Writing,
  unitId: string,
  language: 'ky' | 'ru' | 'en',
  kind: 'former' | 'variant',
  validTo: string,
) =>
  tx
    .update(unitName)
    .set({ kind, validTo })
    .where(and(eq(unitName.unitId, unitId), eq(unitName.kind, 'current'), eq(unitName.language, language)))

export const retireCode = (tx: Writing, unitId: string, validTo: string) =>
  tx
    .update(unitCode)
    .set({ kind: 'former', validTo })
    .where(and(eq(unitCode.unitId, unitId), eq(unitCode.kind, 'current')))

/** Writes a contact on the version that was seen (-1 where there was none); false where somebody else was faster. */
export async function writeContact(
  tx: Writing,
  unitId: string,
  {
    version,
    ...given
  }: { readonly version: number } & Readonly<
    Partial<Record<'headName' | 'address' | 'phone' | 'email' | 'website', string | undefined>>
  >,
  updatedAt: Date,
): Promise<boolean> {
  const { headName = null, address = null, phone = null, email = null, website = null } = given
  const row = { headName, address, phone, email, website, isDemo: false, updatedAt, version: version + 1 }
  const written =
    version < 0
      ? await tx
          .insert(unitContact)
          .values({ ...row, unitId })
          .onConflictDoNothing()
          .returning({ id: unitContact.unitId })
      : await tx
          .update(unitContact)
          .set(row)
          .where(and(eq(unitContact.unitId, unitId), eq(unitContact.version, version)))
          .returning({ id: unitContact.unitId })
  return written.length === 1
}
