import { index, instant, integer, table, text } from '../columns.ts'

/** The append-only, hash-chained trail. `detail` is the exact JSON text that was hashed. */
export const auditEntry = table(
  'audit_entry',
  {
    seq: integer('seq').primaryKey(),
    at: instant('at').notNull(),
    /** `account:<id>`, `resident`, `api`, `operator` (command line) or `system`. */
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    reason: text('reason').notNull(),
    detail: text('detail').notNull(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  t => [index('audit_entry_subject').on(t.subjectType, t.subjectId)],
)

/** One row: where the chain ends. Updating it serialises audited writes, so sequence follows commit order on both engines. */
export const auditHead = table('audit_head', {
  id: integer('id').primaryKey(),
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
})
