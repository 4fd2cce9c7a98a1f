import { index, instant, integer, table, text, uniqueIndex } from '../columns.ts'
import { account } from './identity.ts'

/** The codes of an authenticator app (RFC 6238). */
export const secondFactor = table('second_factor', {
  accountId: text('account_id')
    .primaryKey()
    .references(() => account.id),
  /** Sealed with the server's secret. */
  sealedSecret: text('sealed_secret').notNull(),
  /** The half minute of the last code that was taken: neither it nor an earlier one is taken again. */
  lastStep: integer('last_step').notNull(),
  since: instant('since').notNull(),
})

/** Codes for a lost phone, each good once: an HMAC under the server's secret. */
export const recoveryCode = table(
  'recovery_code',
  {
    codeHash: text('code_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    usedAt: instant('used_at'),
  },
  t => [index('recovery_code_account').on(t.accountId)],
)

/** An eID that opens an account: an HMAC of issuer and subject under the server's secret, and nothing else of it. */
export const eidLink = table(
  'eid_link',
  {
    subjectHash: text('subject_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    linkedAt: instant('linked_at').notNull(),
  },
  t => [uniqueIndex('eid_link_account').on(t.accountId)],
)

/** A form sent after the session had ended, sealed with a key that only the browser's cookie holds. */
export const keptForm = table(
  'kept_form',
  {
    keyHash: text('key_hash').primaryKey(),
    sealed: text('sealed').notNull(),
    /** Whose browser it came from, where it is known. */
    accountId: text('account_id').references(() => account.id),
    keptAt: instant('kept_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  t => [index('kept_form_expiry').on(t.expiresAt)],
)
