import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { mayGrant, mayLeave, type RolePlace } from './rules/granting.ts'
import { may } from './rules/permissions.ts'
import { actorOf, type Role, type Viewer } from './rules/viewer.ts'
import { accountByEmail, accountById, deleteGrant, grantsOf, lockGrants } from './store/accounts.ts'
import { spendLinksOf } from './store/links.ts'
import { othersHolding } from './store/people.ts'

/**
 * Takes a role back at once; sessions stay, without what the role allowed. An invitation that nobody has accepted ends with
 * its last role. Nobody gives up being the last to publish for a municipality, or the last administrator.
 */
export async function takeRoleBack(
  app: App,
  viewer: Viewer,
  from: ({ readonly accountId: string } | { readonly email: string }) & { readonly role: Role; readonly reason: string },
  place: RolePlace | undefined,
): Promise<Result<void, 'forbidden' | 'grant.unknown' | 'grant.lastPublisher' | 'grant.lastAdmin'>> {
  const { role, reason } = from
  const within = place?.within ?? []
  if (!may(viewer, 'account.invite', within) || !mayGrant(viewer, role, within)) return err('forbidden')
  const unitId = place?.id
  return app.store.write(async tx => {
    // Of two who leave at once, the second waits here and counts without the first.
    await lockGrants(tx, role, unitId)
    const account = await ('email' in from ? accountByEmail(tx, from.email) : accountById(tx, from.accountId))
    const accountId = account?.id ?? ''
    if (!account || !(await deleteGrant(tx, { accountId, role, unitId }))) return err('grant.unknown')
    const at = app.now()
    const own = viewer.kind === 'account' && viewer.accountId === accountId
    if (own) {
      const leave = mayLeave(role, await othersHolding(tx, { accountId, role, unitId }))
      if (!leave.ok) return leave
    }
    if (account.passwordHash === null && (await grantsOf(tx, accountId)).length === 0) await spendLinksOf(tx, accountId, at)
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'account.roleTakenBack',
      subject: { type: 'account', id: accountId },
      reason,
      detail: { role, place: unitId ?? null },
    })
    return ok()
  })
}
