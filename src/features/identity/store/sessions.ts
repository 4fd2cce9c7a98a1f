import { and, desc, eq, lt, ne } from 'drizzle-orm'
import { session } from '#db/schema/identity.ts'
import type { Reading, Writing } from '#db/store.ts'

export type SessionRow = typeof session.$inferSelect

export const sessionByHash = async (db: Reading, idHash: string): Promise<SessionRow | undefined> =>
  (await db.select().from(session).where(eq(session.idHash, idHash)).limit(1))[0]

export const sessionsOf = (db: Reading, accountId: string): Promise<SessionRow[]> =>
  db.select().from(session).where(eq(session.accountId, accountId)).orderBy(desc(session.createdAt))

export const insertSession = async (tx: Writing, row: SessionRow): Promise<void> => void (await tx.insert(session).values(row))

export const extendSession = async (tx: Writing, idHash: string, expiresAt: Date): Promise<void> =>
  void (await tx.update(session).set({ expiresAt }).where(eq(session.idHash, idHash)))

export const deleteSession = async (tx: Writing, idHash: string): Promise<void> =>
  void (await tx.delete(session).where(eq(session.idHash, idHash)))

export const deleteSessionsOf = async (tx: Writing, accountId: string): Promise<void> =>
  void (await tx.delete(session).where(eq(session.accountId, accountId)))

export const deleteSessionsBefore = async (tx: Writing, at: Date): Promise<void> =>
  void (await tx.delete(session).where(lt(session.expiresAt, at)))

export const proveSession = async (tx: Writing, idHash: string, proof: 'secondFactor' | 'eid'): Promise<void> =>
  void (await tx.update(session).set({ proof }).where(eq(session.idHash, idHash)))

export const sawSession = async (tx: Writing, idHash: string, seen: { seenAt: Date; device: string | null }): Promise<void> =>
  void (await tx.update(session).set(seen).where(eq(session.idHash, idHash)))

/** Ends one session of this account; false where it has no such session. */
export const deleteOwnSession = async (tx: Writing, accountId: string, idHash: string): Promise<boolean> =>
  (
    await tx
      .delete(session)
      .where(and(eq(session.accountId, accountId), eq(session.idHash, idHash)))
      .returning({ idHash: session.idHash })
  ).length === 1

/** How many were ended. */
export const deleteOtherSessions = async (tx: Writing, accountId: string, keep: string): Promise<number> =>
  (
    await tx
      .delete(session)
      .where(and(eq(session.accountId, accountId), ne(session.idHash, keep)))
      .returning({ idHash: session.idHash })
  ).length
