import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { pbAnnouncement, pbCount, pbSignature } from '#db/schema/pbResults.ts'
import type { Reading, Writing } from '#db/store.ts'
import { COUNTING_RULES, type Count } from '../../tally/rules/counting.ts'
import { type Told, told } from '../rules/told.ts'

type Db = Reading | Writing

/** The count as `cli tally --json` prints it; further details of a round are kept as they are. */
const outcome = z.object({
  rule: z.enum(COUNTING_RULES),
  utility: z.enum(['cost', 'cardinality']).optional(),
  completion: z.enum(['none', 'utilitarian', 'add1', 'add1u']).optional(),
  increment: z.string().optional(),
  endowment: z.string().optional(),
  seed: z.string().optional(),
  winners: z.array(z.string()),
  totalCost: z.string(),
  ties: z.array(
    z.object({
      round: z.number(),
      tied: z.array(z.string()),
      chosen: z.string(),
      by: z.enum(['cost', 'score', 'lot']),
    }),
  ),
  lotDrawn: z.boolean().optional(),
  rounds: z.array(z.object({ project: z.string(), cost: z.string() }).catchall(z.union([z.string(), z.number(), z.boolean()]))),
  warnings: z.array(z.object({ line: z.number(), code: z.string(), message: z.string() })),
  inputSha256: z.string(),
}) satisfies z.ZodType<Count>

/** A pot's count without the ballots it was made from. */
export interface StoredCount {
  readonly pot: string
  readonly inputSha256: string
  readonly frozenSha256: string
  readonly seed: string | undefined
  readonly outcome: Count
  readonly told: Told
  readonly countedAt: Date
}

const shape = (row: Omit<typeof pbCount.$inferSelect, 'input' | 'id' | 'cycleId'>): StoredCount => ({
  ...row,
  seed: row.seed ?? undefined,
  outcome: outcome.parse(row.outcome),
  told: told.parse(row.told),
})
const columns = {
  pot: pbCount.pot,
  inputSha256: pbCount.inputSha256,
  frozenSha256: pbCount.frozenSha256,
  seed: pbCount.seed,
  outcome: pbCount.outcome,
  told: pbCount.told,
  countedAt: pbCount.countedAt,
}

export const selectCounts = async (db: Db, cycleId: string): Promise<StoredCount[]> =>
  (await db.select(columns).from(pbCount).where(eq(pbCount.cycleId, cycleId)).orderBy(asc(pbCount.pot))).map(shape)

/** The `.pb` text that a pot was counted from. */
export async function selectInput(db: Db, cycleId: string, pot: string): Promise<string | undefined> {
  const [row] = await db
    .select({ input: pbCount.input })
    .from(pbCount)
    .where(and(eq(pbCount.cycleId, cycleId), eq(pbCount.pot, pot)))
  return row?.input
}

/** Puts these counts in the place of earlier ones. */
export async function replaceCounts(tx: Writing, cycleId: string, rows: readonly (typeof pbCount.$inferInsert)[]): Promise<void> {
  await tx.delete(pbCount).where(eq(pbCount.cycleId, cycleId))
  if (rows.length > 0) await tx.insert(pbCount).values([...rows])
}

/** Makes whoever signs or counts this cycle wait for one another: else two last signatures would each miss the other. */
export async function holdCounts(tx: Writing, cycleId: string): Promise<void> {
  await tx
    .update(pbCount)
    .set({ pot: sql`${pbCount.pot}` })
    .where(eq(pbCount.cycleId, cycleId))
}

export interface Signature {
  readonly accountId: string
  readonly name: string
  readonly resultSha256: string
  readonly at: Date
}
export const selectSignatures = (db: Db, cycleId: string): Promise<Signature[]> =>
  db
    .select({
      accountId: pbSignature.accountId,
      name: pbSignature.name,
      resultSha256: pbSignature.resultSha256,
      at: pbSignature.at,
    })
    .from(pbSignature)
    .where(eq(pbSignature.cycleId, cycleId))
    .orderBy(asc(pbSignature.at), asc(pbSignature.accountId))

/** False where this account has signed already. */
export const insertSignature = async (tx: Writing, row: typeof pbSignature.$inferInsert): Promise<boolean> =>
  (await tx.insert(pbSignature).values(row).onConflictDoNothing().returning({ account: pbSignature.accountId })).length > 0

export async function deleteSignatures(tx: Writing, cycleId: string): Promise<void> {
  await tx.delete(pbSignature).where(eq(pbSignature.cycleId, cycleId))
}

export async function selectAnnouncement(
  db: Db,
  cycleId: string,
): Promise<{ announcedAt: Date; resultSha256: string } | undefined> {
  const [row] = await db
    .select({ announcedAt: pbAnnouncement.announcedAt, resultSha256: pbAnnouncement.resultSha256 })
    .from(pbAnnouncement)
    .where(eq(pbAnnouncement.cycleId, cycleId))
  return row
}

export async function insertAnnouncement(tx: Writing, row: typeof pbAnnouncement.$inferInsert): Promise<void> {
  await tx.insert(pbAnnouncement).values(row)
}
