import { createHash } from 'node:crypto'

export interface AuditFact {
  readonly seq: number
  readonly at: Date
  readonly actor: string
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly reason: string
  /** Exact JSON text. */
  readonly detail: string
}

/** What the first entry follows. */
export const GENESIS = '0'.repeat(64)

/** SHA-256 over the previous hash and every field, each with its length, so that no two entries share a text. */
export function chainHash(previousHash: string, fact: AuditFact): string {
  const fields = [
    previousHash, String(fact.seq), fact.at.toISOString(), fact.actor, fact.action, fact.subjectType, fact.subjectId, fact.reason, fact.detail,
  ] // prettier-ignore
  const hash = createHash('sha256')
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:${field};`)
  return hash.digest('hex')
}
