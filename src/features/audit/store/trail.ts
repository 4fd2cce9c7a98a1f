import { asc, gt, sql } from 'drizzle-orm'
import { auditEntry, auditHead } from '#db/schema/audit.ts'
import type { Reading, Writing } from '#db/store.ts'
import { type AuditFact, chainHash, GENESIS } from '../rules/chain.ts'

/** Appends to the chain. Locks its head until commit, so entries are in commit order on both engines. */
export async function appendEntry(tx: Writing, entry: Omit<AuditFact, 'seq'>): Promise<void> {
  let [head] = await tx
    .update(auditHead)
    .set({ seq: sql`${auditHead.seq} + 1` })
    .returning()
  if (!head) {
    // Two first entries at once on PostgreSQL: the second waits for the first row and then updates it.
    await tx.insert(auditHead).values({ id: 1, seq: 0, hash: GENESIS }).onConflictDoNothing()
    ;[head] = await tx
      .update(auditHead)
      .set({ seq: sql`${auditHead.seq} + 1` })
      .returning()
  }
  if (!head) throw new Error('the audit chain has no head')
  const fact: AuditFact = { ...entry, seq: head.seq }
  const hash = chainHash(head.hash, fact)
  await tx.insert(auditEntry).values({ ...fact, previousHash: head.hash, hash })
  await tx.update(auditHead).set({ hash })
}

/** Entries in order after `seq`, at most `limit`. */
export const entriesAfter = (db: Reading, seq: number, limit: number) =>
  db.select().from(auditEntry).where(gt(auditEntry.seq, seq)).orderBy(asc(auditEntry.seq)).limit(limit)

export const readHead = async (db: Reading) => (await db.select().from(auditHead).limit(1))[0]
