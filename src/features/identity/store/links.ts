import { and, count, eq, gt, isNull, lt, lte } from 'drizzle-orm'
import { oneTimeLink } from '#db/schema/identity.ts'
import type { Reading, Writing } from '#db/store.ts'

export type LinkRow = typeof oneTimeLink.$inferSelect

export const linkByHash = async (db: Reading, tokenHash: string): Promise<LinkRow | undefined> =>
  (await db.select().from(oneTimeLink).where(eq(oneTimeLink.tokenHash, tokenHash)).limit(1))[0]

export const insertLink = async (tx: Writing, row: LinkRow): Promise<void> => void (await tx.insert(oneTimeLink).values(row))

/** Spends a link; false where another request was first. */
export const spendLink = async (tx: Writing, tokenHash: string, at: Date): Promise<boolean> =>
  (
    await tx
      .update(oneTimeLink)
      .set({ usedAt: at })
      .where(and(eq(oneTimeLink.tokenHash, tokenHash), isNull(oneTimeLink.usedAt)))
      .returning({ tokenHash: oneTimeLink.tokenHash })
  ).length === 1

/** Spends every other link of the account: the newest password decision stands. */
export const spendLinksOf = async (tx: Writing, accountId: string, at: Date): Promise<void> =>
  void (await tx
    .update(oneTimeLink)
    .set({ usedAt: at })
    .where(and(eq(oneTimeLink.accountId, accountId), isNull(oneTimeLink.usedAt))))

/** How many links of an account to a new password end after the first instant, up to the second; spent ones count. */
export const countLinksEnding = async (db: Reading, accountId: string, after: Date, until: Date): Promise<number> =>
  (
    await db
      .select({ n: count() })
      .from(oneTimeLink)
      .where(
        and(
          eq(oneTimeLink.accountId, accountId),
          eq(oneTimeLink.purpose, 'reset'),
          gt(oneTimeLink.expiresAt, after),
          lte(oneTimeLink.expiresAt, until),
        ),
      )
  )[0]?.n ?? 0

export const deleteLinksBefore = async (tx: Writing, at: Date): Promise<void> =>
  void (await tx.delete(oneTimeLink).where(lt(oneTimeLink.expiresAt, at)))
