import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { sha256 } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { AccountInput } from './forms/accountForms.ts'
import { LINK_DAYS } from './rules/oneTimeLink.ts'
import { may } from './rules/permissions.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'
import { accountByEmail, insertAccount, insertGrant } from './store/accounts.ts'
import { insertLink, spendLinksOf } from './store/links.ts'

const DAY_MS = 24 * 3_600_000

export interface Invited {
  readonly accountId: string
  /** The secret of the one-time link; only its hash is kept. */
  readonly token: string
  readonly expiresAt: Date
}

async function newLink(app: App, tx: Writing, accountId: string, purpose: 'invitation' | 'reset'): Promise<Invited> {
  const token = app.random(32).toString('base64url')
  const expiresAt = new Date(app.now().getTime() + LINK_DAYS * DAY_MS)
  await insertLink(tx, { tokenHash: sha256(token), accountId, purpose, expiresAt, usedAt: null })
  return { accountId, token, expiresAt }
}

/**
 * Makes an account with one role, held for a place (`unitId`) or everywhere, without a password: its one-time link lets its owner set one.
 * `tell` runs in the same transaction, for the mail that carries the link.
 */
export async function createAccount(
  app: App,
  viewer: Viewer,
  input: AccountInput & { readonly isDemo?: boolean; readonly unitId?: string | undefined },
  tell: (tx: Writing, invited: Invited) => Promise<void> = async () => {},
): Promise<Result<Invited, 'forbidden' | 'account.emailTaken'>> {
  if (!may(viewer, 'account.create')) return err('forbidden')
  return app.store.write(async tx => {
    const accountId = app.newId()
    const at = app.now()
    const { email, name, language, role, unitId = null, isDemo = false } = input
    const inserted = await insertAccount(tx, {
      id: accountId, email, name, language, isDemo, passwordHash: null, createdAt: at, disabledAt: null,
    }) // prettier-ignore
    if (!inserted) return err('account.emailTaken', { path: 'email' })
    const actor = actorOf(viewer)
    await insertGrant(tx, { id: app.newId(), accountId, role, unitId, grantedAt: at, grantedBy: actor })
    const invited = await newLink(app, tx, accountId, 'invitation')
    await tell(tx, invited)
    await recordAudit(tx, {
      at,
      actor,
      action: 'account.created',
      subject: { type: 'account', id: accountId },
      reason: 'invited to work with the portal',
      detail: { role, place: unitId, demo: isDemo },
    })
    return ok(invited)
  })
}

/** Makes a new one-time link for an account, for a lost password; earlier links stop working. */
export async function createOneTimeLink(
  app: App,
  viewer: Viewer,
  email: string,
  tell: (tx: Writing, invited: Invited) => Promise<void> = async () => {},
): Promise<Result<Invited, 'forbidden' | 'account.unknown'>> {
  if (!may(viewer, 'account.create')) return err('forbidden')
  return app.store.write(async tx => {
    const account = await accountByEmail(tx, email.trim().toLowerCase())
    if (!account || account.disabledAt) return err('account.unknown', { path: 'email' })
    const at = app.now()
    await spendLinksOf(tx, account.id, at)
    const invited = await newLink(app, tx, account.id, 'reset')
    await tell(tx, invited)
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'account.linkCreated',
      subject: { type: 'account', id: account.id },
      reason: 'a new one-time link was asked for',
    })
    return ok(invited)
  })
}
