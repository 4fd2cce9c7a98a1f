import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Invited, newLink, type Tell, TELL_NOBODY } from './accountSteps.ts'
import { mayGrant, type RolePlace } from './rules/granting.ts'
import { may } from './rules/permissions.ts'
import { actorOf, type Role, type Viewer } from './rules/viewer.ts'
import { accountById, grantsOf } from './store/accounts.ts'
import { spendLinksOf } from './store/links.ts'

/** Mails a new invitation to somebody who holds the role and has not accepted yet; earlier links stop working. */
export async function renewInvitation(
  app: App,
  viewer: Viewer,
  whom: { readonly accountId: string; readonly role: Role },
  place: RolePlace | undefined,
  tell: Tell = TELL_NOBODY,
): Promise<Result<Invited, 'forbidden' | 'grant.unknown' | 'account.closed' | 'invitation.accepted'>> {
  const { accountId, role } = whom
  const within = place?.within ?? []
  if (!may(viewer, 'account.invite', within) || !mayGrant(viewer, role, within)) return err('forbidden')
  return app.store.write(async tx => {
    const account = await accountById(tx, accountId)
    const holds = (await grantsOf(tx, accountId)).some(grant => grant.role === role && grant.unitId === place?.id)
    if (!account || !holds) return err('grant.unknown')
    if (account.disabledAt) return err('account.closed')
    if (account.passwordHash !== null) return err('invitation.accepted')
    const at = app.now()
    await spendLinksOf(tx, accountId, at)
    const link = await newLink(app, tx, accountId, 'invitation')
    await tell(tx, { about: 'invitation', to: account, link, role, place })
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'account.invitedAgain',
      subject: { type: 'account', id: accountId },
      reason: 'the invitation had not been accepted',
      detail: { role, place: place?.id ?? null },
    })
    return ok(link)
  })
}
