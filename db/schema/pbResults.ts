import { index, instant, json, primaryKey, table, text, uniqueIndex } from '../columns.ts'
import { pbCycle } from './pbCycles.ts'

/** A count of one pot: what went in and what came out. A new count replaces it until the first signature. */
export const pbCount = table(
  'pb_count',
  {
    id: text('id').primaryKey(),
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    pot: text('pot').notNull(),
    /** The `.pb` text that was counted. */
    input: text('input').notNull(),
    inputSha256: text('input_sha256').notNull(),
    /** Number of the frozen rules it was counted by. */
    frozenSha256: text('frozen_sha256').notNull(),
    /** The public value that the lot was drawn from. */
    seed: text('seed'),
    /** The count as `cli tally --json` prints it; read back by one schema. */
    outcome: json<unknown>('outcome').notNull(),
    /** What the result page tells beside it: other rules, representation, turnout. */
    told: json<unknown>('told').notNull(),
    countedAt: instant('counted_at').notNull(),
  },
  t => [uniqueIndex('pb_count_pot').on(t.cycleId, t.pot)],
)

/** Who of the commission signed the result. */
export const pbSignature = table(
  'pb_signature',
  {
    cycleId: text('cycle_id')
      .notNull()
      .references(() => pbCycle.id),
    accountId: text('account_id').notNull(),
    name: text('name').notNull(),
    /** Over the hashes of all pots' counts, so that nobody signs one result and announces another. */
    resultSha256: text('result_sha256').notNull(),
    at: instant('at').notNull(),
  },
  t => [primaryKey({ columns: [t.cycleId, t.accountId] })],
)

/** That a result is announced. */
export const pbAnnouncement = table(
  'pb_announcement',
  {
    cycleId: text('cycle_id')
      .primaryKey()
      .references(() => pbCycle.id),
    resultSha256: text('result_sha256').notNull(),
    announcedAt: instant('announced_at').notNull(),
  },
  t => [index('pb_announcement_at').on(t.announcedAt)],
)
