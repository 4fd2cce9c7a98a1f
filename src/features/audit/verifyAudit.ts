import type { Reading } from '#db/store.ts'
import { chainHash, GENESIS } from './rules/chain.ts'
import { entriesAfter, readHead } from './store/trail.ts'

export type AuditVerdict =
  | { readonly sound: true; readonly entries: number; readonly head: string }
  | { readonly sound: false; readonly seq: number; readonly fault: 'missing' | 'changed' | 'cut' | 'rewritten' }

/**
 * Walks the whole chain: any entry changed, removed or added out of turn is found at its sequence number. Who can write to
 * the database can rewrite the chain from some entry to its head; a head `noted` elsewhere earlier finds that too.
 */
export async function verifyAudit(
  db: Reading,
  noted?: { readonly entries: number; readonly head: string },
): Promise<AuditVerdict> {
  let previous = GENESIS
  let last = 0
  for (;;) {
    const entries = await entriesAfter(db, last, 1_000)
    if (entries.length === 0) break
    for (const entry of entries) {
      if (entry.seq !== last + 1) return { sound: false, seq: last + 1, fault: 'missing' }
      if (entry.previousHash !== previous || entry.hash !== chainHash(previous, entry))
        return { sound: false, seq: entry.seq, fault: 'changed' }
      if (noted?.entries === entry.seq && noted.head !== entry.hash) return { sound: false, seq: entry.seq, fault: 'rewritten' }
      previous = entry.hash
      last = entry.seq
    }
  }
  const head = await readHead(db)
  if ((head?.seq ?? 0) !== last || (head && head.hash !== previous)) return { sound: false, seq: last + 1, fault: 'cut' }
  if (noted && noted.entries > last) return { sound: false, seq: last + 1, fault: 'cut' }
  return { sound: true, entries: last, head: previous }
}
