import { and, asc, count, eq, inArray, isNotNull, isNull, lt, ne, notInArray } from 'drizzle-orm'
import { pbFollower } from '#db/schema/pbProjects.ts'
import { pbAppeal, pbAuthor, pbProposal } from '#db/schema/pbProposals.ts'
import type { Reading, Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'

type Db = Reading | Writing
export type AuthorRow = typeof pbAuthor.$inferSelect

export const insertAuthor = async (tx: Writing, row: typeof pbAuthor.$inferInsert): Promise<void> =>
  void (await tx.insert(pbAuthor).values(row))

/** Whoever said that the proposal is theirs, the first author first; those who were only asked are left out. */
export const selectAuthors = (db: Db, proposalId: string): Promise<AuthorRow[]> =>
  db
    .select()
    .from(pbAuthor)
    .where(and(eq(pbAuthor.proposalId, proposalId), isNotNull(pbAuthor.confirmedAt)))
    .orderBy(asc(pbAuthor.role), asc(pbAuthor.confirmedAt))

export const selectAuthorByCode = async (db: Db, codeHash: string): Promise<AuthorRow | undefined> =>
  (await db.select().from(pbAuthor).where(eq(pbAuthor.codeHash, codeHash)))[0]

export const selectInvited = (db: Db, proposalId: string): Promise<AuthorRow[]> =>
  db
    .select()
    .from(pbAuthor)
    .where(and(eq(pbAuthor.proposalId, proposalId), eq(pbAuthor.role, 'coauthor')))
    .orderBy(asc(pbAuthor.id))

/** A co-author says yes; false where that was said before. The link opens nothing afterwards. */
export const confirmAuthor = async (
  tx: Writing,
  id: string,
  set: { readonly confirmedAt: Date; readonly showName: boolean; readonly eraseOn: IsoDate },
): Promise<boolean> =>
  (
    await tx
      .update(pbAuthor)
      .set({ ...set, codeHash: null })
      .where(and(eq(pbAuthor.id, id), isNull(pbAuthor.confirmedAt)))
      .returning({ id: pbAuthor.id })
  ).length > 0

export const deleteAuthor = async (tx: Writing, id: string): Promise<void> =>
  void (await tx.delete(pbAuthor).where(eq(pbAuthor.id, id)))

export const keepAuthorsUntil = async (tx: Writing, proposalId: string, eraseOn: IsoDate): Promise<void> =>
  void (await tx.update(pbAuthor).set({ eraseOn }).where(eq(pbAuthor.proposalId, proposalId)))

const standing = (tx: Writing, cycleId: string) =>
  tx
    .select({ id: pbProposal.id })
    .from(pbProposal)
    .where(and(eq(pbProposal.cycleId, cycleId), notInArray(pbProposal.state, ['withdrawn', 'takenBack'])))

/** Follows a cycle whose dates were moved: whoever said that they are author or follower is kept until that day. */
export async function keepContactsUntil(tx: Writing, cycleId: string, eraseOn: IsoDate): Promise<void> {
  for (const people of [pbAuthor, pbFollower])
    await tx
      .update(people)
      .set({ eraseOn })
      .where(and(inArray(people.proposalId, standing(tx, cycleId)), isNotNull(people.confirmedAt), ne(people.eraseOn, eraseOn)))
}

/** Erases names and addresses that are due; answers how many. */
export const deleteExpiredAuthors = async (tx: Writing, today: IsoDate): Promise<number> =>
  (await tx.delete(pbAuthor).where(lt(pbAuthor.eraseOn, today)).returning({ id: pbAuthor.id })).length

export const insertAppeal = async (tx: Writing, row: typeof pbAppeal.$inferInsert): Promise<void> =>
  void (await tx.insert(pbAppeal).values(row))

/** Objections that still wait for an answer. */
export const countOpenAppeals = async (db: Db, proposalId: string): Promise<number> =>
  (
    await db
      .select({ count: count() })
      .from(pbAppeal)
      .where(and(eq(pbAppeal.proposalId, proposalId), isNull(pbAppeal.decidedAt)))
  )[0]?.count ?? 0

/** First author's rows of other proposals never match: a code belongs to one proposal. */
export const selectFirstAuthor = async (db: Db, proposalId: string, codeHash: string): Promise<AuthorRow | undefined> =>
  (
    await db
      .select()
      .from(pbAuthor)
      .where(and(eq(pbAuthor.proposalId, proposalId), eq(pbAuthor.codeHash, codeHash), ne(pbAuthor.role, 'coauthor')))
  )[0]
