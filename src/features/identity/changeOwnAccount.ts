import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Tell, TELL_NOBODY } from './accountSteps.ts'
import { changeLanguage, changePassword, endOtherSessions, endSession } from './changeAccount.ts'
import { renewRecoveryCodes, turnOffSecondFactor } from './changeSecondFactor.ts'
import { unlinkEid } from './enterWithEid.ts'
import type { OwnAccountInput } from './forms/accountForms.ts'
import type { Viewer } from './rules/viewer.ts'

/** What the account page says afterwards; new recovery codes are shown this once. */
export type Changed =
  | { readonly done: 'password' | 'language' | 'session' | 'sessions' | 'secondFactorOff' | 'eidOff' }
  | { readonly codes: readonly string[] }

/** Does to one's own account what a button of its page asks for. */
export async function changeOwnAccount(
  app: App,
  viewer: Viewer,
  sessionId: string,
  input: OwnAccountInput,
  tell: Tell = TELL_NOBODY,
): Promise<Result<Changed>> {
  const told = async (
    done: Extract<Changed, { done: unknown }>['done'],
    what: Promise<Result<void>>,
  ): Promise<Result<Changed>> => {
    const result = await what
    return result.ok ? ok({ done }) : result
  }
  switch (input.do) {
    case 'password':
      return told('password', changePassword(app, viewer, sessionId, input, tell))
    case 'language':
      return told('language', changeLanguage(app, viewer, input.language))
    case 'turnOff':
      return told('secondFactorOff', turnOffSecondFactor(app, viewer, input.password, tell))
    case 'unlinkEid':
      return told('eidOff', unlinkEid(app, viewer, tell))
    case 'endSession':
      return told('session', endSession(app, viewer, input.handle))
    case 'endOthers':
      return told('sessions', endOtherSessions(app, viewer, sessionId))
    case 'renewCodes': {
      const codes = await renewRecoveryCodes(app, viewer, input.password, tell)
      return codes.ok ? ok({ codes: codes.value }) : codes
    }
  }
}
