import { seal, unseal } from '#platform/sealed.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import { receiptOf } from './rules/receipt.ts'
import { readSecret } from './rules/secret.ts'
import { secretVoter, type Voter } from './rules/voter.ts'
import { takesBallots } from './rules/votingWindow.ts'
import { selectSealed } from './store/casting.ts'

const KEY = 'vote that is changed'
const HALF_AN_HOUR_MS = 30 * 60_000

/**
 * Opens a ballot in the stead of the one cast with this secret; what that one holds is never shown. Answers what the browser
 * keeps meanwhile. The secret is 95 bits, so nobody is slowed down.
 */
export async function enterSecret(
  app: App,
  asked: { readonly cycleId: string; readonly secret: string },
): Promise<
  Result<{ kept: string }, 'vote.notOpen' | 'vote.closed' | 'vote.noChange' | 'vote.secretMisread' | 'vote.secretUnknown'>
> {
  const [latest] = await readFrozen(app, asked.cycleId)
  if (!latest) return err('vote.notOpen')
  if (!latest.content.rules.vote.mayChange) return err('vote.noChange')
  if (!takesBallots(latest.content, app.now())) return err('vote.closed')
  const secret = readSecret(asked.secret)
  if (!secret) return err('vote.secretMisread', { path: 'secret' })
  const lying = await selectSealed(app.store.read, asked.cycleId, receiptOf(asked.cycleId, secret))
  if (!lying) return err('vote.secretUnknown', { path: 'secret' })
  const voter = { cycleId: asked.cycleId, areaId: lying.pot, secret, until: app.now().getTime() + HALF_AN_HOUR_MS }
  return ok({ kept: seal(app.serverKey(KEY), JSON.stringify(voter), app.random) })
}

/** Who changes a vote, as the browser kept it; undefined where it is missing, over, or not sealed by this portal. */
export function readChanger(app: App, kept: string | undefined): Extract<Voter, { by: 'secret' }> | undefined {
  if (!kept || kept.length > 2_000) return undefined
  try {
    const voter = secretVoter.parse(JSON.parse(unseal(app.serverKey(KEY), kept)))
    return voter.until > app.now().getTime() ? { by: 'secret', ...voter } : undefined
  } catch {
    return undefined
  }
}
