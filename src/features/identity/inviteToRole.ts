import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Invited, newLink, openAccount, type Tell, TELL_NOBODY } from './accountSteps.ts'
import type { AccountInput } from './forms/accountForms.ts'
import { mayGrant, type PlaceRefusal, placeFits, type RolePlace } from './rules/granting.ts'
import { may } from './rules/permissions.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'
import { accountByEmail, grantsOf, insertGrant } from './store/accounts.ts'
import { spendLinksOf } from './store/links.ts'

export interface RoleGiven {
  readonly accountId: string
  /** The link that was mailed; undefined where the person has signed in before and needs none. */
  readonly link: Invited | undefined
}

/**
 * Gives a role to the person behind an address. Somebody new gets an account and a one-time link; who has an account gets the
 * role added, keeps name and language, and is told. `whom` narrows it to people who are new, or known.
 */
export async function inviteToRole(
  app: App,
  viewer: Viewer,
  input: AccountInput,
  place: RolePlace | undefined,
  tell: Tell = TELL_NOBODY,
  whom: 'anybody' | 'new' | 'known' = 'anybody',
): Promise<
  Result<RoleGiven, 'forbidden' | 'account.emailTaken' | 'account.unknown' | 'account.closed' | 'grant.held' | PlaceRefusal>
> {
  const { email, role } = input
  const within = place?.within ?? []
  if (!may(viewer, 'account.invite', within) || !mayGrant(viewer, role, within)) return err('forbidden')
  const fits = placeFits(role, place)
  if (!fits.ok) return fits
  const unitId = place?.id
  return app.store.write(async tx => {
    const known = await accountByEmail(tx, email)
    if (!known) {
      if (whom === 'known') return err('account.unknown', { path: 'email' })
      const accountId = await openAccount(app, tx, viewer, { ...input, isDemo: false }, { role, place: unitId ?? null })
      // Somebody else was first between the two looks.
      if (accountId === undefined) return err('account.emailTaken', { path: 'email' })
      const link = await newLink(app, tx, accountId, 'invitation')
      await tell(tx, { about: 'invitation', to: input, link, role, place })
      return ok({ accountId, link })
    }
    if (whom === 'new') return err('account.emailTaken', { path: 'email' })
    if (known.disabledAt) return err('account.closed', { path: 'email' })
    const held = await grantsOf(tx, known.id)
    if (held.some(grant => grant.role === role && grant.unitId === unitId)) return err('grant.held', { path: 'email' })
    const at = app.now()
    const actor = actorOf(viewer)
    await insertGrant(tx, { id: app.newId(), accountId: known.id, role, unitId: unitId ?? null, grantedAt: at, grantedBy: actor })
    let link: Invited | undefined
    if (known.passwordHash === null) {
      await spendLinksOf(tx, known.id, at)
      link = await newLink(app, tx, known.id, 'invitation')
      await tell(tx, { about: 'invitation', to: known, link, role, place })
    } else await tell(tx, { about: 'role', to: known, role, place })
    await recordAudit(tx, {
      at,
      actor,
      action: 'account.roleGiven',
      subject: { type: 'account', id: known.id },
      reason: 'invited to another role',
      detail: { role, place: unitId ?? null },
    })
    return ok({ accountId: known.id, link })
  })
}
