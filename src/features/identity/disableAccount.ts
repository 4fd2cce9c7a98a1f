import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeSessionsOf } from './lucia.ts'
import { may } from './rules/permissions.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'
import { accountByEmail, disableAccountAt } from './store/accounts.ts'
import { deleteEidLink } from './store/eidLinks.ts'
import { spendLinksOf } from './store/links.ts'
import { deleteSecondFactor } from './store/secondFactors.ts'
import { forgetDevicesOf } from './store/tries.ts'

/** Closes an account at once: its sessions, links, known browsers, second factor and eID end; what it did stays in the trail. */
export async function disableAccount(
  app: App,
  viewer: Viewer,
  email: string,
  reason: string,
): Promise<Result<void, 'forbidden' | 'account.unknown'>> {
  if (!may(viewer, 'account.disable')) return err('forbidden')
  return app.store.write(async tx => {
    const account = await accountByEmail(tx, email.trim().toLowerCase())
    const at = app.now()
    if (!account || !(await disableAccountAt(tx, account.id, at))) return err('account.unknown', { path: 'email' })
    await closeSessionsOf(app, tx, account.id)
    await spendLinksOf(tx, account.id, at)
    await forgetDevicesOf(tx, account.id)
    await deleteSecondFactor(tx, account.id)
    await deleteEidLink(tx, account.id)
    await recordAudit(tx, {
      at,
      actor: actorOf(viewer),
      action: 'account.disabled',
      subject: { type: 'account', id: account.id },
      reason,
    })
    return ok()
  })
}
