import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Invited, newLink, openAccount, type Tell, TELL_NOBODY } from './accountSteps.ts'
import type { AccountInput } from './forms/accountForms.ts'
import { HELD_FOR, type PlaceRefusal } from './rules/granting.ts'
import { may } from './rules/permissions.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'
import { accountByEmail } from './store/accounts.ts'
import { spendLinksOf } from './store/links.ts'

/**
 * Makes an account with one role, held for a place (`unitId`) or everywhere, without a password: its one-time link lets its
 * owner set one. For seeds: people are invited by `inviteToRole`, which also knows what kind of place it is.
 */
export async function createAccount(
  app: App,
  viewer: Viewer,
  input: AccountInput & { readonly isDemo?: boolean; readonly unitId?: string | undefined },
): Promise<Result<Invited, 'forbidden' | 'account.emailTaken' | PlaceRefusal>> {
  if (!may(viewer, 'account.create')) return err('forbidden')
  const { role, unitId = null, isDemo = false } = input
  const needed = HELD_FOR[role]
  if (needed && unitId === null) return err(needed === 'municipality' ? 'grant.needsMunicipality' : 'grant.needsOblast')
  if (!needed && unitId !== null) return err('grant.everywhere')
  return app.store.write(async tx => {
    const accountId = await openAccount(app, tx, viewer, { ...input, isDemo }, { role, place: unitId })
    return accountId === undefined
      ? err('account.emailTaken', { path: 'email' })
      : ok(await newLink(app, tx, accountId, 'invitation'))
  })
}

/** Makes a new one-time link for an account, for a lost password; earlier links stop working. */
export async function createOneTimeLink(
  app: App,
  viewer: Viewer,
  email: string,
  tell: Tell = TELL_NOBODY,
): Promise<Result<Invited, 'forbidden' | 'account.unknown'>> {
  if (!may(viewer, 'account.create')) return err('forbidden')
  return app.store.write(async tx => {
    const account = await accountByEmail(tx, email.trim().toLowerCase())
    if (!account || account.disabledAt) return err('account.unknown', { path: 'email' })
    const at = app.now()
    await spendLinksOf(tx, account.id, at)
    const link = await newLink(app, tx, account.id, 'reset')
    await tell(tx, { about: 'reset', to: account, link })
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'account.linkCreated',
      subject: { type: 'account', id: account.id },
      reason: 'a new one-time link was asked for',
    })
    return ok(link)
  })
}
