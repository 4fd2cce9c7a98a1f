import { err, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Tell, TELL_NOBODY, tellChanged } from './accountSteps.ts'
import { closeSession } from './lucia.ts'
import { readUnfinished } from './readViewer.ts'
import { confirmSecondFactor, takeSecondFactor } from './secondFactor.ts'
import { enter, ownDevice, type SignedIn } from './signIn.ts'

interface From {
  readonly sessionId: string
  readonly deviceToken: string | undefined
}

/** Completes a session with a code: it gets a new id, so that who knew the old one holds nothing. */
export async function passSecondFactor(app: App, from: From, code: string) {
  const unfinished = await readUnfinished(app, from.sessionId)
  if (unfinished?.stage !== 'secondFactor') return err('secondFactor.notWaiting')
  const { accountId } = unfinished
  const deviceToken = await ownDevice(app, accountId, from.deviceToken)
  return takeSecondFactor(app, accountId, code, async (tx, by): Promise<SignedIn> => {
    await closeSession(app, tx, from.sessionId)
    return enter(app, tx, accountId, { deviceToken, by })
  })
}

/** Sets up the second factor that an account with an admin role needs, and completes its session. */
export async function passEnrolment(
  app: App,
  from: From,
  input: { readonly sealed: string; readonly code: string },
  tell: Tell = TELL_NOBODY,
): Promise<Result<{ codes: readonly string[]; also: SignedIn }>> {
  const unfinished = await readUnfinished(app, from.sessionId)
  if (unfinished?.stage !== 'enrol') return err('secondFactor.notWaiting')
  const { accountId } = unfinished
  const deviceToken = await ownDevice(app, accountId, from.deviceToken)
  return confirmSecondFactor(app, accountId, input, async tx => {
    await closeSession(app, tx, from.sessionId)
    await tellChanged(tx, tell, accountId, 'secondFactor')
    return enter(app, tx, accountId, { deviceToken, by: 'app' })
  })
}
