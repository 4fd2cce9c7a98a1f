import { recordAudit } from '#features/audit/recordAudit.ts'
import { sha256 } from '#platform/ids.ts'
import { rateLimit } from '#platform/rateLimit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Tell, TELL_NOBODY, tellChanged } from './accountSteps.ts'
import { closeSessionsOf } from './lucia.ts'
import { hashPassword } from './passwords.ts'
import { checkPassword } from './rules/password.ts'
import { enter, type SignedIn } from './signIn.ts'
import { accountById, setPasswordHash } from './store/accounts.ts'
import { linkByHash, spendLink, spendLinksOf } from './store/links.ts'

const perSender = rateLimit(60, 600)

/** Whom a one-time link is for. Looking does not spend it. */
export async function readOneTimeLink(
  app: App,
  token: string,
): Promise<
  Result<{ accountId: string; email: string; name: string; purpose: 'invitation' | 'reset' }, 'link.unknown' | 'link.over'>
> {
  const link = await linkByHash(app.store.read, sha256(token))
  const account = link && (await accountById(app.store.read, link.accountId))
  if (!account || account.disabledAt) return err('link.unknown')
  if (link.usedAt || link.expiresAt <= app.now()) return err('link.over')
  return ok({ accountId: account.id, email: account.email, name: account.name, purpose: link.purpose })
}

/** Sets the password behind a one-time link, spends it, ends every other session of the account and opens a new one. */
export async function acceptOneTimeLink(
  app: App,
  token: string,
  password: string,
  from: { readonly sender: string },
  tell: Tell = TELL_NOBODY,
): Promise<
  Result<SignedIn, 'link.unknown' | 'link.over' | 'password.short' | 'password.long' | 'password.common' | 'signIn.tooMany'>
> {
  const seconds = await perSender.take(from.sender)
  if (seconds !== undefined) return err('signIn.tooMany', { values: { seconds, minutes: Math.ceil(seconds / 60) } })
  const link = await readOneTimeLink(app, token)
  if (!link.ok) return link
  const { accountId, email, purpose } = link.value
  const fit = checkPassword(password, email)
  if (!fit.ok) return fit
  const passwordHash = await hashPassword(password)
  return app.store.write(async tx => {
    const at = app.now()
    if (!(await spendLink(tx, sha256(token), at))) return err('link.over')
    await spendLinksOf(tx, accountId, at)
    await setPasswordHash(tx, accountId, passwordHash)
    await closeSessionsOf(app, tx, accountId)
    if (purpose === 'reset') await tellChanged(tx, tell, accountId, 'password')
    await recordAudit(tx, {
      at,
      actor: `account:${accountId}`,
      action: 'account.passwordSet',
      subject: { type: 'account', id: accountId },
      reason: purpose === 'invitation' ? 'accepted an invitation' : 'set a new password by a one-time link',
    })
    return ok(await enter(app, tx, accountId, { deviceToken: undefined, by: 'link' }))
  })
}
