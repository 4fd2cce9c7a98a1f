import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { seal, unseal } from '#platform/sealed.ts'
import type { App } from '#src/app.ts'
import { hashRecoveryCode, newRecoveryCodes } from './recoveryCodes.ts'
import { kindOfCode, plainRecoveryCode } from './rules/recoveryCode.ts'
import { forgetTries } from './store/tries.ts'
import { putRecoveryCodes, putSecondFactor, secondFactorOf, spendRecoveryCode, takeStep } from './store/secondFactors.ts'
import { takeTry, triesKey } from './takeTry.ts'
import { newTotpSecret, stepOfCode, totpAddress, totpQr } from './totp.ts'

/** A secret that is offered stands in the form, sealed for this account, and is good for as long as somebody needs to scan it. */
const OFFER_MS = 30 * 60_000
const KEY = 'second factor'
const codesKey = (accountId: string) => triesKey('second factor', accountId)

export interface Offer {
  /** Groups of four, to be typed by hand. */
  readonly groups: readonly string[]
  readonly qr: string
  readonly address: string
  /** Carried by the form; nothing is kept before a code proves that the app has the secret. */
  readonly sealed: string
}

/** Offers a second factor to who is signed in or has to set one up: a new secret, or the one of an earlier offer. */
export async function offerSecondFactor(
  app: App,
  account: { readonly accountId: string; readonly email: string },
  earlier?: string,
): Promise<Offer> {
  const secret = (earlier && offered(app, account.accountId, earlier)) || newTotpSecret(app.random)
  const offer = JSON.stringify({ secret, accountId: account.accountId, until: app.now().getTime() + OFFER_MS })
  return {
    groups: secret.match(/.{1,4}/g) ?? [],
    qr: await totpQr(secret, account.email),
    address: totpAddress(secret, account.email),
    sealed: seal(app.serverKey('offer of a second factor'), offer, app.random),
  }
}

function offered(app: App, accountId: string, sealed: string): string | undefined {
  try {
    const offer = JSON.parse(unseal(app.serverKey('offer of a second factor'), sealed))
    return offer.accountId === accountId && offer.until > app.now().getTime() ? offer.secret : undefined
  } catch {
    return undefined
  }
}

/**
 * Sets up what was offered, once a code shows that the app has it; the answer is ten recovery codes, which are shown once
 * and kept only as hashes. `also` runs in the same transaction.
 */
export async function confirmSecondFactor<T>(
  app: App,
  accountId: string,
  input: { readonly sealed: string; readonly code: string },
  also: (tx: Writing) => Promise<T>,
): Promise<Result<{ codes: readonly string[]; also: T }, 'secondFactor.offerOver' | 'secondFactor.wrong' | 'signIn.wait'>> {
  const secret = offered(app, accountId, input.sealed)
  if (!secret) return err('secondFactor.offerOver')
  const taken = await takeTry(app, codesKey(accountId))
  if (!taken.ok) return taken
  const step = stepOfCode(secret, input.code, app.now())
  if (step === undefined) return err('secondFactor.wrong', { path: 'code' })
  const codes = newRecoveryCodes(app)
  return app.store.write(async tx => {
    const at = app.now()
    await forgetTries(tx, codesKey(accountId))
    await putSecondFactor(tx, {
      accountId,
      sealedSecret: seal(app.serverKey(KEY), secret, app.random),
      lastStep: step,
      since: at,
    })
    await putRecoveryCodes(
      tx,
      accountId,
      codes.map(code => hashRecoveryCode(app, code)),
    )
    const done = await also(tx)
    await recordAudit(tx, {
      at,
      actor: `account:${accountId}`,
      action: 'secondFactor.on',
      subject: { type: 'account', id: accountId },
      reason: 'set up a second factor',
    })
    return ok({ codes, also: done })
  })
}

/**
 * Takes a code of the app or a recovery code, each once. Tries are counted per account, whatever browser they come from:
 * who gets here knows the password. `then` runs in the transaction that takes the code.
 */
export async function takeSecondFactor<T>(
  app: App,
  accountId: string,
  typed: string,
  then: (tx: Writing, by: 'app' | 'recovery') => Promise<T>,
): Promise<Result<T, 'secondFactor.wrong' | 'secondFactor.used' | 'secondFactor.unreadable' | 'signIn.wait'>> {
  const taken = await takeTry(app, codesKey(accountId))
  if (!taken.ok) return taken
  const kind = kindOfCode(typed)
  const factor = await secondFactorOf(app.store.read, accountId)
  if (!factor || !kind) return failed(app, accountId, 'secondFactor.wrong')
  let step: number | undefined
  if (kind === 'app') {
    const secret = readSecret(app, factor.sealedSecret)
    if (!secret) return err('secondFactor.unreadable')
    step = stepOfCode(secret, typed, app.now())
    if (step === undefined) return failed(app, accountId, 'secondFactor.wrong')
  }
  const done = await app.store.write(async tx => {
    const fits =
      step === undefined
        ? await spendRecoveryCode(tx, accountId, hashRecoveryCode(app, plainRecoveryCode(typed)), app.now())
        : await takeStep(tx, accountId, step)
    if (!fits) return err(kind === 'app' ? 'secondFactor.used' : 'secondFactor.wrong', { path: 'code' })
    await forgetTries(tx, codesKey(accountId))
    return ok(await then(tx, kind))
  })
  return done.ok ? done : failed(app, accountId, done.refusals[0].code)
}

function readSecret(app: App, sealed: string): string | undefined {
  try {
    return unseal(app.serverKey(KEY), sealed)
  } catch {
    app.log.error('a second factor cannot be read: the server has another secret than the one it was sealed with')
    return undefined
  }
}

async function failed<Code extends 'secondFactor.wrong' | 'secondFactor.used'>(app: App, accountId: string, code: Code) {
  await app.store.write(tx =>
    recordAudit(tx, {
      at: app.now(),
      actor: 'visitor',
      action: 'secondFactor.failed',
      subject: { type: 'account', id: accountId },
      reason: code === 'secondFactor.used' ? 'the code was taken before' : 'the code was wrong',
    }),
  )
  return err(code, { path: 'code' })
}
