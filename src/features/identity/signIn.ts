import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { sha256 } from '#platform/ids.ts'
import { rateLimit } from '#platform/rateLimit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { SignInInput } from './forms/accountForms.ts'
import { openSession } from './lucia.ts'
import { passwordMatches } from './passwords.ts'
import { type Proof, type Stage, stageOf } from './rules/stage.ts'
import { type AccountRow, accountByEmail, accountById, grantsOf } from './store/accounts.ts'
import { secondFactorOf } from './store/secondFactors.ts'
import { deviceOwner, forgetTries, rememberDevice } from './store/tries.ts'
import { takeTry, triesKey } from './takeTry.ts'

/** From one sender, whoever is tried: 30 in ten minutes leaves room for an office behind one address. */
const perSender = rateLimit(30, 600)

export interface SignedIn {
  readonly accountId: string
  /** The secret id for the session's cookie; a new one on each sign-in. */
  readonly sessionId: string
  /** For the device's cookie. */
  readonly deviceToken: string
  /** What the session may do: all, or only the step that is missing. */
  readonly stage: Stage
}

/** Whether an account may be signed in to at all. */
export const usable = (app: App, account: AccountRow | undefined): account is AccountRow =>
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
  const key = triesKey(input.email, (known && deviceHash) || 'stranger')
  const taken = await takeTry(app, key)
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

const REASONS = {
  password: 'signed in with a password',
  link: 'signed in with a one-time link',
  app: 'signed in with a password and a code',
  recovery: 'signed in with a password and a recovery code',
  eid: 'signed in with an eID',
} as const

/**
 * Opens the session and writes the trail, in the caller's transaction. The browser is remembered once the session is whole:
 * a password alone makes nobody's browser known.
 */
export async function enter(
  app: App,
  tx: Writing,
  accountId: string,
  how: { readonly deviceToken: string | undefined; readonly by: keyof typeof REASONS },
): Promise<SignedIn> {
  const proof: Proof = how.by === 'eid' ? 'eid' : how.by === 'app' || how.by === 'recovery' ? 'secondFactor' : null
  const isDemo = (await accountById(tx, accountId))?.isDemo ?? false
  const hasSecondFactor = (await secondFactorOf(tx, accountId)) !== undefined
  const stage = stageOf({ proof, hasSecondFactor, isDemo, grants: await grantsOf(tx, accountId) })
  const sessionId = await openSession(app, tx, accountId, proof)
  const deviceToken = how.deviceToken ?? app.random(24).toString('base64url')
  if (stage === 'full') await rememberDevice(tx, { tokenHash: sha256(deviceToken), accountId, seenAt: app.now() })
  await recordAudit(tx, {
    at: app.now(),
    actor: `account:${accountId}`,
    action: stage === 'full' ? 'signIn.done' : 'signIn.begun',
    subject: { type: 'account', id: accountId },
    reason: stage === 'full' ? REASONS[how.by] : `${REASONS[how.by]}, and has to go on to a second factor`,
  })
  return { accountId, sessionId, deviceToken, stage }
}

/** The device's token where it is known for this account: another account on the same browser gets one of its own. */
export async function ownDevice(app: App, accountId: string, deviceToken: string | undefined): Promise<string | undefined> {
  if (!deviceToken) return undefined
  const owner = await deviceOwner(app.store.read, sha256(deviceToken))
  return owner === undefined || owner === accountId ? deviceToken : undefined
}
