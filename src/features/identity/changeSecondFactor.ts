import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { sha256 } from '#platform/ids.ts'
import type { App } from '#src/app.ts'
import { type Tell, TELL_NOBODY, tellChanged } from './accountSteps.ts'
import { askPassword } from './changeAccount.ts'
import { closeSessionsOf } from './lucia.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recoveryCodes.ts'
import { may } from './rules/permissions.ts'
import { needsSecondFactor } from './rules/stage.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'
import { confirmSecondFactor } from './secondFactor.ts'
import { accountByEmail, accountById, grantsOf } from './store/accounts.ts'
import { deleteSecondFactor, putRecoveryCodes, secondFactorOf } from './store/secondFactors.ts'
import { deleteOtherSessions, proveSession } from './store/sessions.ts'

/** Turns the second factor on, or moves it to another phone, for who knows the password; other sessions end. */
export async function turnOnSecondFactor(
  app: App,
  viewer: Viewer,
  sessionId: string,
  input: { readonly sealed: string; readonly code: string; readonly password: string },
  tell: Tell = TELL_NOBODY,
): Promise<Result<readonly string[]>> {
  const asked = await askPassword(app, viewer, input.password, 'password')
  if (!asked.ok) return asked
  const { accountId } = asked.value
  const done = await confirmSecondFactor(app, accountId, input, async tx => {
    await proveSession(tx, sha256(sessionId), 'secondFactor')
    await deleteOtherSessions(tx, accountId, sha256(sessionId))
    await tellChanged(tx, tell, accountId, 'secondFactor')
  })
  return done.ok ? ok(done.value.codes) : done
}

/** Turns it off for who knows the password; an admin role keeps it. */
export async function turnOffSecondFactor(
  app: App,
  viewer: Viewer,
  password: string,
  tell: Tell = TELL_NOBODY,
): Promise<Result<void>> {
  const asked = await askPassword(app, viewer, password, 'password')
  if (!asked.ok) return asked
  const { accountId } = asked.value
  const account = await accountById(app.store.read, accountId)
  if (!account || needsSecondFactor(account, await grantsOf(app.store.read, accountId))) return err('secondFactor.needed')
  return app.store.write(async tx => {
    if (!(await deleteSecondFactor(tx, accountId))) return err('secondFactor.none')
    await tellChanged(tx, tell, accountId, 'secondFactorOff')
    await recordAudit(tx, {
      at: app.now(),
      actor: actorOf(viewer),
      action: 'secondFactor.off',
      subject: { type: 'account', id: accountId },
      reason: 'turned it off, with the password',
    })
    return ok()
  })
}

/** Ten new recovery codes; the old ones stop working. */
export async function renewRecoveryCodes(
  app: App,
  viewer: Viewer,
  password: string,
  tell: Tell = TELL_NOBODY,
): Promise<Result<readonly string[]>> {
  const asked = await askPassword(app, viewer, password, 'password')
  if (!asked.ok) return asked
  const { accountId } = asked.value
  if (!(await secondFactorOf(app.store.read, accountId))) return err('secondFactor.none')
  const codes = newRecoveryCodes(app)
  return app.store.write(async tx => {
    await putRecoveryCodes(
      tx,
      accountId,
      codes.map(code => hashRecoveryCode(app, code)),
    )
    await tellChanged(tx, tell, accountId, 'codes')
    await recordAudit(tx, {
      at: app.now(),
      actor: actorOf(viewer),
      action: 'secondFactor.codesRenewed',
      subject: { type: 'account', id: accountId },
      reason: 'asked for new recovery codes',
    })
    return ok(codes)
  })
}

/** For who lost phone and codes: an operator takes the second factor away; all sessions of the account end. */
export async function resetSecondFactor(
  app: App,
  viewer: Viewer,
  email: string,
  reason: string,
): Promise<Result<void, 'forbidden' | 'account.unknown' | 'secondFactor.none'>> {
  if (!may(viewer, 'account.disable')) return err('forbidden')
  return app.store.write(async tx => {
    const account = await accountByEmail(tx, email.trim().toLowerCase())
    if (!account || account.disabledAt) return err('account.unknown', { path: 'email' })
    if (!(await deleteSecondFactor(tx, account.id))) return err('secondFactor.none', { path: 'email' })
    await closeSessionsOf(app, tx, account.id)
    await recordAudit(tx, {
      at: app.now(),
      actor: actorOf(viewer),
      action: 'secondFactor.reset',
      subject: { type: 'account', id: account.id },
      reason,
    })
    return ok()
  })
}
