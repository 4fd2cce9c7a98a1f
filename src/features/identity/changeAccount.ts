import { recordAudit } from '#features/audit/recordAudit.ts'
import { sha256 } from '#platform/ids.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Tell, TELL_NOBODY, tellChanged } from './accountSteps.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { checkPassword } from './rules/password.ts'
import type { Viewer } from './rules/viewer.ts'
import { accountById, setLanguage, setPasswordHash } from './store/accounts.ts'
import { spendLinksOf } from './store/links.ts'
import { deleteOtherSessions, deleteOwnSession } from './store/sessions.ts'
import { forgetTries } from './store/tries.ts'
import { takeTry, triesKey } from './takeTry.ts'

/** What somebody does to their own account; nobody needs a permission for that, and nobody may do it to another's. */
const trail = (app: App, accountId: string, action: string, reason: string, detail: Record<string, number | string> = {}) => ({
  at: app.now(),
  actor: `account:${accountId}`,
  action,
  subject: { type: 'account', id: accountId },
  reason,
  detail,
})

/** Whether this is the password of who is signed in; tries are counted, as an unlocked screen may be anybody's. */
export async function askPassword(
  app: App,
  viewer: Viewer,
  password: string,
  path: string,
): Promise<Result<{ accountId: string; email: string }, 'forbidden' | 'password.wrong' | 'signIn.wait'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const key = triesKey('own password', viewer.accountId)
  const taken = await takeTry(app, key)
  if (!taken.ok) return taken
  const account = await accountById(app.store.read, viewer.accountId)
  if (!account || !(await passwordMatches(account.passwordHash, password))) return err('password.wrong', { path })
  await app.store.write(tx => forgetTries(tx, key))
  return ok({ accountId: account.id, email: account.email })
}

/** Sets a new password for who knows the old one, and ends every other session. */
export async function changePassword(
  app: App,
  viewer: Viewer,
  sessionId: string,
  input: { readonly oldPassword: string; readonly newPassword: string },
  tell: Tell = TELL_NOBODY,
): Promise<
  Result<void, 'forbidden' | 'password.wrong' | 'signIn.wait' | 'password.short' | 'password.long' | 'password.common'>
> {
  const asked = await askPassword(app, viewer, input.oldPassword, 'oldPassword')
  if (!asked.ok) return asked
  const { accountId, email } = asked.value
  const fit = checkPassword(input.newPassword, email)
  if (!fit.ok) return err(fit.refusals[0].code, { ...fit.refusals[0], path: 'newPassword' })
  const passwordHash = await hashPassword(input.newPassword)
  return app.store.write(async tx => {
    await setPasswordHash(tx, accountId, passwordHash)
    await spendLinksOf(tx, accountId, app.now())
    const ended = await deleteOtherSessions(tx, accountId, sha256(sessionId))
    await tellChanged(tx, tell, accountId, 'password')
    await recordAudit(tx, trail(app, accountId, 'account.passwordSet', 'changed the password', { sessionsEnded: ended }))
    return ok()
  })
}

/** The language of mail to this account. */
export async function changeLanguage(app: App, viewer: Viewer, language: Lang): Promise<Result<void, 'forbidden'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  return app.store.write(async tx => {
    await setLanguage(tx, accountId, language)
    await recordAudit(tx, trail(app, accountId, 'account.languageSet', 'chose a language', { language }))
    return ok()
  })
}

/** Ends one session of one's own, by its handle. */
export async function endSession(
  app: App,
  viewer: Viewer,
  handle: string,
): Promise<Result<void, 'forbidden' | 'session.unknown'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  return app.store.write(async tx => {
    if (!(await deleteOwnSession(tx, accountId, handle))) return err('session.unknown')
    await recordAudit(tx, trail(app, accountId, 'session.ended', 'ended one session from the account page'))
    return ok()
  })
}

/** Ends every session of one's own but this one. */
export async function endOtherSessions(app: App, viewer: Viewer, sessionId: string): Promise<Result<void, 'forbidden'>> {
  if (viewer.kind !== 'account') return err('forbidden')
  const { accountId } = viewer
  return app.store.write(async tx => {
    const ended = await deleteOtherSessions(tx, accountId, sha256(sessionId))
    await recordAudit(tx, trail(app, accountId, 'session.ended', 'ended all other sessions', { sessionsEnded: ended }))
    return ok()
  })
}
