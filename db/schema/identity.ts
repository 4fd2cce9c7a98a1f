import { boolean, index, instant, table, text, uniqueIndex } from '../columns.ts'

export const account = table(
  'account',
  {
    id: text('id').primaryKey(),
    /** Lower case, as mail is compared. */
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** argon2id in its PHC form; null until the one-time link was used. */
    passwordHash: text('password_hash'),
    language: text('language').$type<'ky' | 'ru' | 'en'>().notNull(),
    createdAt: instant('created_at').notNull(),
    disabledAt: instant('disabled_at'),
    isDemo: boolean('is_demo').notNull(),
  },
  t => [uniqueIndex('account_email').on(t.email)],
)

/** A role held for a place: nowhere named means everywhere. */
export const roleGrant = table(
  'role_grant',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    role: text('role').notNull(),
    unitId: text('unit_id'),
    grantedAt: instant('granted_at').notNull(),
    grantedBy: text('granted_by').notNull(),
  },
  t => [index('role_grant_account').on(t.accountId)],
)

/** Only a SHA-256 of the session id is kept. */
export const session = table(
  'session',
  {
    idHash: text('id_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  t => [index('session_account').on(t.accountId), index('session_expiry').on(t.expiresAt)],
)

/** Invitations and password resets: a token's SHA-256, once. */
export const oneTimeLink = table('one_time_link', {
  tokenHash: text('token_hash').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id),
  purpose: text('purpose').$type<'invitation' | 'reset'>().notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})
