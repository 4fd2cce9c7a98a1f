import { recordAudit } from '#features/audit/recordAudit.ts'
import { rateLimit } from '#platform/rateLimit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { newLink, type Tell, TELL_NOBODY } from './accountSteps.ts'
import { endsOfLastHour, MOST_RESETS } from './rules/oneTimeLink.ts'
import { accountByEmail, type AccountRow } from './store/accounts.ts'
import { countLinksEnding } from './store/links.ts'

/** An office behind one address forgets a few passwords an hour. */
const perSender = rateLimit(10, 3_600)
/** No answer comes sooner, so that none tells by its speed whether there was a mail to write. */
const SLOWEST_MS = 300

const usable = (app: App, account: AccountRow | undefined): account is AccountRow =>
  account !== undefined && !account.disabledAt && (!account.isDemo || app.config.demo)

/**
 * Mails a link to a new password, good for two hours, to who has an account under this address. Everybody is answered alike
 * and as fast. Links that wait already go on working, so that nobody can end another person's invitation by asking.
 */
export async function askForReset(
  app: App,
  email: string,
  from: { readonly sender: string },
  tell: Tell = TELL_NOBODY,
): Promise<Result<void, 'signIn.tooMany'>> {
  const seconds = await perSender.take(from.sender)
  if (seconds !== undefined) return err('signIn.tooMany', { values: { seconds, minutes: Math.ceil(seconds / 60) } })
  const slowest = new Promise(resolve => setTimeout(resolve, SLOWEST_MS))
  await app.store.write(async tx => {
    const at = app.now()
    const account = await accountByEmail(tx, email)
    const sends = usable(app, account) && (await countLinksEnding(tx, account.id, ...endsOfLastHour(at))) < MOST_RESETS
    if (sends) await tell(tx, { about: 'reset', to: account, link: await newLink(app, tx, account.id, 'reset', 'short') })
    await recordAudit(tx, {
      at,
      actor: 'visitor',
      action: 'account.resetAsked',
      subject: { type: 'account', id: account?.id ?? 'unknown' },
      reason: 'the password was said to be lost',
      detail: { mailed: sends },
    })
  })
  await slowest
  return ok()
}
