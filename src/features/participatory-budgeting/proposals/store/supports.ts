import { and, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { pbFollower } from '#db/schema/pbProjects.ts'
import { pbSupport } from '#db/schema/pbProposals.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'

type Db = Reading | Writing

/** What a resident supports in a cycle. */
export const selectSupported = async (db: Db, cycleId: string, supporter: string): Promise<string[]> =>
  (
    await db
      .select({ id: pbSupport.proposalId })
      .from(pbSupport)
      .where(and(eq(pbSupport.cycleId, cycleId), eq(pbSupport.supporter, supporter)))
  ).map(row => row.id)

export const insertSupport = async (tx: Writing, row: typeof pbSupport.$inferInsert): Promise<boolean> =>
  (await tx.insert(pbSupport).values(row).onConflictDoNothing().returning({ id: pbSupport.proposalId })).length > 0

export const deleteSupport = async (tx: Writing, proposalId: string, supporter: string): Promise<boolean> =>
  (
    await tx
      .delete(pbSupport)
      .where(and(eq(pbSupport.proposalId, proposalId), eq(pbSupport.supporter, supporter)))
      .returning({ id: pbSupport.proposalId })
  ).length > 0

export type FollowerRow = typeof pbFollower.$inferSelect

/** Inserts a wish to be told; false where the address has asked before. */
export const insertFollower = async (tx: Writing, row: typeof pbFollower.$inferInsert): Promise<boolean> =>
  (
    await tx
      .insert(pbFollower)
      .values(row)
      .onConflictDoNothing({ target: [pbFollower.proposalId, pbFollower.email] })
      .returning({ id: pbFollower.id })
  ).length > 0

export const selectFollower = async (db: Db, token: string): Promise<FollowerRow | undefined> =>
  (await db.select().from(pbFollower).where(eq(pbFollower.token, token)))[0]

export const confirmFollower = async (tx: Writing, token: string, at: Date): Promise<void> =>
  void (await tx
    .update(pbFollower)
    .set({ confirmedAt: at })
    .where(and(eq(pbFollower.token, token), isNull(pbFollower.confirmedAt))))

export const deleteFollower = async (tx: Writing, token: string): Promise<boolean> =>
  (await tx.delete(pbFollower).where(eq(pbFollower.token, token)).returning({ id: pbFollower.id })).length > 0

/** Those who asked about a proposal and confirmed their address. */
export const selectFollowers = (db: Db, proposalId: string): Promise<FollowerRow[]> =>
  db
    .select()
    .from(pbFollower)
    .where(and(eq(pbFollower.proposalId, proposalId), isNotNull(pbFollower.confirmedAt)))

/** Erases addresses that are due, and those nobody confirmed; answers how many. */
export const deleteExpiredFollowers = async (tx: Writing, today: IsoDate, unconfirmedBefore: Date): Promise<number> =>
  (
    await tx
      .delete(pbFollower)
      .where(or(lt(pbFollower.eraseOn, today), and(isNull(pbFollower.confirmedAt), lt(pbFollower.askedAt, unconfirmedBefore))))
      .returning({ id: pbFollower.id })
  ).length
