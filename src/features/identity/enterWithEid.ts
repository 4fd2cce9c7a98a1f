import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Tell, TELL_NOBODY, tellChanged } from './accountSteps.ts'
import { askPassword } from './changeAccount.ts'
import { startEid } from './eid.ts'
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

/**
 * Begins to link an eID, for who knows the password: an eID opens the account without it, and without a code, and an unlocked
 * screen may be anybody's.
 */
export async function startLinking(
  app: App,
  viewer: Viewer,
  password: string,
  lang: string,
  from: { readonly sender: string },
): Promise<Result<{ address: string; flow: string }>> {
  const asked = await askPassword(app, viewer, password, 'eidPassword')
  return asked.ok ? startEid(app, { for: 'link', accountId: asked.value.accountId }, lang, from) : asked
}

/** Links an eID to one's own account; `forAccount` is who asked for it before the browser went to the provider. */
export async function linkEid(
  app: App,
  viewer: Viewer,
  forAccount: string,
  subjectHash: string,
  tell: Tell = TELL_NOBODY,
): Promise<Result<void, 'forbidden' | 'eid.mixedUp' | 'eid.taken'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  if (accountId !== forAccount) return err('eid.mixedUp')
  return app.store.write(async tx => {
    const linkedAt = app.now()
    if ((await eidLinkBySubject(tx, subjectHash))?.accountId === accountId) return ok()
    if (!(await insertEidLink(tx, { subjectHash, accountId, linkedAt }))) return err('eid.taken')
    await tellChanged(tx, tell, accountId, 'eid')
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
export async function unlinkEid(
  app: App,
  viewer: Viewer,
  tell: Tell = TELL_NOBODY,
): Promise<Result<void, 'forbidden' | 'eid.none'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  return app.store.write(async tx => {
    if (!(await deleteEidLink(tx, accountId))) return err('eid.none')
    await tellChanged(tx, tell, accountId, 'eidOff')
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
