import { recordAudit } from '#features/audit/recordAudit.ts'
import { sha256 } from '#platform/ids.ts'
import { rateLimit } from '#platform/rateLimit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { SignInInput } from './forms/accountForms.ts'
import { openSession } from './lucia.ts'
import { passwordMatches } from './passwords.ts'
import { waitFor } from './rules/signInDelay.ts'
import { type AccountRow, accountByEmail } from './store/accounts.ts'
import { countTry, deviceOwner, forgetTries, lockTries, rememberDevice } from './store/tries.ts'

/** From one sender, whoever is tried: 30 in ten minutes leaves room for an office behind one address. */
const perSender = rateLimit(30, 600)

export interface SignedIn {
  readonly accountId: string
  /** The secret id for the session's cookie; a new one on each sign-in. */
  readonly sessionId: string
  /** For the device's cookie. */
  readonly deviceToken: string
}

const usable = (app: App, account: AccountRow | undefined): account is AccountRow =>
  account !== undefined && !account.disabledAt && (!account.isDemo || app.config.demo)

/**
 * Opens a session for who knows the password. An unknown address, a disabled account and a wrong password are refused alike
 * and take alike; each try is counted before the password is looked at, so that many at once gain nothing.
 */
export async function signIn(
  app: App,
  input: Pick<SignInInput, 'email' | 'password'>,
  from: { readonly sender: string; readonly deviceToken?: string | undefined },
): Promise<Result<SignedIn, 'signIn.wrong' | 'signIn.wait' | 'signIn.tooMany'>> {
  const seconds = await perSender.take(from.sender)
  if (seconds !== undefined) return err('signIn.tooMany', { values: { seconds, minutes: Math.ceil(seconds / 60) } })

  const account = await accountByEmail(app.store.read, input.email)
  const deviceHash = from.deviceToken ? sha256(from.deviceToken) : undefined
  const known = account && deviceHash && (await deviceOwner(app.store.read, deviceHash)) === account.id
  const key = sha256(`${input.email}\n${known ? deviceHash : 'stranger'}`)
  const taken = await app.store.write(async tx => {
    const now = app.now()
    const tries = await lockTries(tx, key, now)
    const wait = waitFor(tries, now)
    if (wait > 0) return err('signIn.wait', { values: { seconds: Math.ceil(wait / 1000), minutes: Math.ceil(wait / 60_000) } })
    await countTry(tx, key, tries.count + 1, now)
    return ok()
  })
  if (!taken.ok) return taken

  const matches = await passwordMatches(usable(app, account) ? account.passwordHash : undefined, input.password)
  if (!account || !matches) {
    await app.store.write(tx =>
      recordAudit(tx, {
        at: app.now(),
        actor: 'visitor',
        action: 'signIn.failed',
        subject: { type: 'account', id: account?.id ?? 'unknown' },
        reason: 'the password or the address was wrong',
        detail: { knownDevice: known === true },
      }),
    )
    return err('signIn.wrong')
  }
  return app.store.write(async tx => {
    await forgetTries(tx, key)
    return ok(await enter(app, tx, account.id, { deviceToken: known ? from.deviceToken : undefined, by: 'password' }))
  })
}

/** Opens the session, remembers the browser and writes the trail, in the caller's transaction. */
export async function enter(
  app: App,
  tx: Parameters<typeof openSession>[1],
  accountId: string,
  how: { readonly deviceToken: string | undefined; readonly by: 'password' | 'link' },
): Promise<SignedIn> {
  const sessionId = await openSession(app, tx, accountId)
  const deviceToken = how.deviceToken ?? app.random(24).toString('base64url')
  await rememberDevice(tx, { tokenHash: sha256(deviceToken), accountId, seenAt: app.now() })
  await recordAudit(tx, {
    at: app.now(),
    actor: `account:${accountId}`,
    action: 'signIn.done',
    subject: { type: 'account', id: accountId },
    reason: how.by === 'password' ? 'signed in with a password' : 'signed in with a one-time link',
  })
  return { accountId, sessionId, deviceToken }
}
