import { index, instant, integer, json, table, text } from '../columns.ts'

/** Outgoing mail, queued in the transaction of what it tells about. Address and values are erased once sent. */
export const notice = table(
  'notice',
  {
    id: text('id').primaryKey(),
    to: text('to_address'),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    template: text('template').notNull(),
    values: json<Record<string, string | number>>('values').notNull(),
    createdAt: instant('created_at').notNull(),
    state: text('state').$type<'waiting' | 'sent' | 'failed'>().notNull(),
    attempts: integer('attempts').notNull(),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    leaseHolder: text('lease_holder'),
    leaseUntil: instant('lease_until'),
    sentAt: instant('sent_at'),
    lastOutcome: text('last_outcome'),
    /** What it is about, e.g. a reference: what is taken back is written to nobody any more. */
    about: text('about'),
  },
  t => [index('notice_due').on(t.state, t.nextAttemptAt), index('notice_about').on(t.about)],
)
