import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'
import { enter, ownDevice, type SignedIn, usable } from './signIn.ts'
import { accountById } from './store/accounts.ts'
import { deleteEidLink, eidLinkBySubject, insertEidLink } from './store/eidLinks.ts'

/** Opens a session for the account that an eID was linked to; the eID is its second factor. */
export async function enterWithEid(
  app: App,
  subjectHash: string,
  deviceToken: string | undefined,
): Promise<Result<SignedIn, 'eid.unlinked'>> {
  const link = await eidLinkBySubject(app.store.read, subjectHash)
  const account = link && (await accountById(app.store.read, link.accountId))
  if (!usable(app, account)) return err('eid.unlinked')
  const device = await ownDevice(app, account.id, deviceToken)
  return app.store.write(async tx => ok(await enter(app, tx, account.id, { deviceToken: device, by: 'eid' })))
}

/** Links an eID to one's own account; `forAccount` is who asked for it before the browser went to the provider. */
export async function linkEid(
  app: App,
  viewer: Viewer,
  forAccount: string,
  subjectHash: string,
): Promise<Result<void, 'forbidden' | 'eid.mixedUp' | 'eid.taken'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  if (accountId !== forAccount) return err('eid.mixedUp')
  return app.store.write(async tx => {
    const linkedAt = app.now()
    if ((await eidLinkBySubject(tx, subjectHash))?.accountId === accountId) return ok()
    if (!(await insertEidLink(tx, { subjectHash, accountId, linkedAt }))) return err('eid.taken')
    await recordAudit(tx, {
      at: linkedAt,
      actor: actorOf(viewer),
      action: 'eid.linked',
      subject: { type: 'account', id: accountId },
      reason: 'linked an eID from the account page',
    })
    return ok()
  })
}

/** From then on this account is not opened by the eID. */
export async function unlinkEid(app: App, viewer: Viewer): Promise<Result<void, 'forbidden' | 'eid.none'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  return app.store.write(async tx => {
    if (!(await deleteEidLink(tx, accountId))) return err('eid.none')
    await recordAudit(tx, {
      at: app.now(),
      actor: actorOf(viewer),
      action: 'eid.unlinked',
      subject: { type: 'account', id: accountId },
      reason: 'unlinked the eID from the account page',
    })
    return ok()
  })
}
