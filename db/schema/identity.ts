import { boolean, index, instant, integer, table, text, uniqueIndex } from '../columns.ts'

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
  t => [index('role_grant_account').on(t.accountId), index('role_grant_unit').on(t.unitId)],
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
    /** What opened it; nothing means a password or a link. What it may do follows from this (`rules/stage.ts`). */
    proof: text('proof').$type<'secondFactor' | 'eid'>(),
    /** Told to some minutes. */
    seenAt: instant('seen_at'),
    /** "Firefox, Android": what the browser says of itself, shortened. */
    device: text('device'),
  },
  t => [index('session_account').on(t.accountId), index('session_expiry').on(t.expiresAt)],
)

/** Invitations and password resets: a token's SHA-256, once. */
export const oneTimeLink = table(
  'one_time_link',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    purpose: text('purpose').$type<'invitation' | 'reset'>().notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  t => [index('one_time_link_account').on(t.accountId)],
)

/** Tries at a password that were not followed by a success, by hashed address and device; forgotten after a day. */
export const signInTry = table(
  'sign_in_try',
  {
    keyHash: text('key_hash').primaryKey(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  t => [index('sign_in_try_last').on(t.lastAt)],
)

/** A browser in which this account signed in before: it is counted apart from strangers' tries. */
export const knownDevice = table(
  'known_device',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    seenAt: instant('seen_at').notNull(),
  },
  t => [index('known_device_account').on(t.accountId), index('known_device_seen').on(t.seenAt)],
)
