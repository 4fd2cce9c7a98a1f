import { and, asc, desc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { budgetUpload, columnMemory } from '#db/schema/budgets.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { Remembered } from '../rules/reading/mapping.ts'
import type { UploadFiles } from '../rules/unneededFiles.ts'

export type UploadRow = typeof budgetUpload.$inferSelect

export const insertUpload = async (tx: Writing, row: typeof budgetUpload.$inferInsert): Promise<void> =>
  void (await tx.insert(budgetUpload).values(row))

export async function selectUpload(db: Reading, id: string): Promise<UploadRow | undefined> {
  const [row] = await db.select().from(budgetUpload).where(eq(budgetUpload.id, id))
  return row
}

/** What is under way in a municipality, the latest first. */
export const selectOpenUploads = (db: Reading, municipalityId: string): Promise<UploadRow[]> =>
  db
    .select()
    .from(budgetUpload)
    .where(and(eq(budgetUpload.municipalityId, municipalityId), inArray(budgetUpload.state, ['reading', 'refused', 'read'])))
    .orderBy(desc(budgetUpload.changedAt), desc(budgetUpload.id))

/** Every prepared budget by the files it uses, whatever became of it. */
export const selectUploadFiles = (db: Reading): Promise<UploadFiles[]> => {
  const { state, fileKey, resultKey, changedAt } = budgetUpload
  return db.select({ state, fileKey, resultKey, changedAt }).from(budgetUpload)
}

/** Writes a person's change to the version they saw; undefined where somebody else was first. */
export async function updateUpload(
  tx: Writing,
  seen: { readonly id: string; readonly version: number },
  change: Partial<typeof budgetUpload.$inferInsert>,
): Promise<UploadRow | undefined> {
  const [row] = await tx
    .update(budgetUpload)
    .set({ ...change, version: seen.version + 1 })
    .where(and(eq(budgetUpload.id, seen.id), eq(budgetUpload.version, seen.version)))
    .returning()
  return row
}

const waiting = (now: Date) =>
  and(eq(budgetUpload.state, 'reading'), or(isNull(budgetUpload.leaseUntil), lte(budgetUpload.leaseUntil, now)))

/** The file that waits longest to be read and that nobody reads now. */
export async function selectWaiting(db: Reading, now: Date): Promise<string | undefined> {
  const [row] = await db
    .select({ id: budgetUpload.id })
    .from(budgetUpload)
    .where(waiting(now))
    .orderBy(asc(budgetUpload.changedAt))
    .limit(1)
  return row?.id
}

/** Takes a file for reading; undefined where another took it a moment earlier. */
export async function claimUpload(
  tx: Writing,
  claim: { readonly id: string; readonly now: Date; readonly holder: string; readonly until: Date },
): Promise<UploadRow | undefined> {
  const [before] = await tx.select({ attempts: budgetUpload.attempts }).from(budgetUpload).where(eq(budgetUpload.id, claim.id))
  const [row] = await tx
    .update(budgetUpload)
    .set({
      leaseHolder: claim.holder,
      leaseUntil: claim.until,
      attempts: (before?.attempts ?? 0) + 1,
      rowsRead: 0,
      percentRead: 0,
    })
    .where(and(eq(budgetUpload.id, claim.id), waiting(claim.now)))
    .returning()
  return row
}

/** Writes how far the reading is, or how it ended. False where the file was changed or taken over meanwhile. */
export async function updateReading(
  tx: Writing,
  held: { readonly id: string; readonly version: number; readonly holder: string },
  change: Partial<typeof budgetUpload.$inferInsert>,
): Promise<boolean> {
  const { id, version, leaseHolder } = budgetUpload
  const rows = await tx
    .update(budgetUpload)
    .set(change)
    .where(and(eq(id, held.id), eq(version, held.version), eq(leaseHolder, held.holder)))
    .returning({ id })
  return rows.length > 0
}

export async function selectMemory(db: Reading, municipalityId: string): Promise<Map<string, Remembered>> {
  const rows = await db.select().from(columnMemory).where(eq(columnMemory.municipalityId, municipalityId))
  return new Map(
    rows.map(row => [row.fingerprint, { columns: row.columns as Remembered['columns'], unit: row.unit ?? undefined }]),
  )
}

export async function keepMemory(tx: Writing, rows: readonly (typeof columnMemory.$inferInsert)[]): Promise<void> {
  for (const row of rows) {
    const { columns, unit, at, by } = row
    await tx
      .insert(columnMemory)
      .values(row)
      .onConflictDoUpdate({
        target: [columnMemory.municipalityId, columnMemory.fingerprint],
        set: { columns, unit: unit ?? null, at, by },
      })
  }
}
