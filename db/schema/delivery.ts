import { date, index, instant, integer, table, text, uniqueIndex } from '../columns.ts'

/** What leaves for DPI. `body` is the exact signed text; `id` is the webhook-id, the same on every attempt. */
export const delivery = table(
  'delivery',
  {
    id: text('id').primaryKey(),
    /** Follows commit order: the pull feed's cursor. */
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    /** Order is kept within one key: the feedback's reference. */
    orderKey: text('order_key').notNull(),
    body: text('body').notNull(),
    createdAt: instant('created_at').notNull(),
    state: text('state').$type<'waiting' | 'sent' | 'stuck' | 'pullOnly'>().notNull(),
    attempts: integer('attempts').notNull(),
    firstAttemptAt: instant('first_attempt_at'),
    nextAttemptAt: instant('next_attempt_at'),
    /** Who is sending it and until when nobody else may; a lease that ran out belongs to nobody. */
    leaseHolder: text('lease_holder'),
    leaseUntil: instant('lease_until'),
    /** `204`, `timeout`, `refused`: never what the other side wrote. */
    lastOutcome: text('last_outcome'),
    sentAt: instant('sent_at'),
    /** How DPI came to have it: the webhook, or its own reading of the pull feed. */
    sentBy: text('sent_by').$type<'push' | 'pull'>(),
    receipt: text('receipt'),
    /** When `data.contact` is taken out of the body; empty where there is none, or no more. */
    eraseContactOn: date('erase_contact_on'),
  },
  t => [
    index('delivery_due').on(t.state, t.nextAttemptAt, t.seq),
    // The stuck few among a million sent ones, in their order.
    index('delivery_state').on(t.state, t.seq),
    index('delivery_order').on(t.orderKey, t.seq),
    uniqueIndex('delivery_seq').on(t.seq),
    index('delivery_erase').on(t.eraseContactOn),
  ],
)

/** One row: the last sequence number given out; its lock makes sequence follow commit order. */
export const deliveryCounter = table('delivery_counter', {
  id: integer('id').primaryKey(),
  seq: integer('seq').notNull(),
})
