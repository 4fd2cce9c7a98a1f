import { rateLimit } from '#platform/rateLimit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import type { BallotChoices } from './rules/ballot.ts'
import { fingerprintOf, fingerprintText, receiptOf } from './rules/receipt.ts'
import { type Voter, voterMark } from './rules/voter.ts'
import { openCandidate } from './sealedForm.ts'
import { insertTested, selectSealed } from './store/casting.ts'

/** A ballot that was opened for its voter, and can never be cast any more. */
export interface TestedBallot {
  readonly receipt: string
  readonly choices: BallotChoices
  readonly rotation: number
  readonly salt: string
  readonly fingerprint: string
  /** What the fingerprint is the SHA-256 of. */
  readonly text: string
}

/** Each leaves a row: more than enough for who wants to catch a portal that cheats. */
const perVoter = rateLimit(10, 1_800)

/**
 * Shows a voter what the portal fixed before it knew whether the ballot would be cast: a portal that alters choices is caught
 * by chance. The ballot is discarded, since with its salt it would prove how somebody voted; the right to vote stays unspent.
 */
export async function testBallot(
  app: App,
  voter: Voter | undefined,
  form: { readonly cycleId: string; readonly ballot: string },
): Promise<
  Result<
    TestedBallot,
    'vote.formChanged' | 'vote.noTicket' | 'vote.notOpen' | 'vote.noTest' | 'vote.alreadyCast' | 'vote.testsEnough'
  >
> {
  const ballot = openCandidate(app, form.ballot)
  if (ballot?.cycleId !== form.cycleId) return err('vote.formChanged')
  if (!voter) return err('vote.noTicket')
  if (voterMark(voter) !== ballot.voter) return err('vote.formChanged')
  const [latest] = await readFrozen(app, ballot.cycleId)
  if (!latest) return err('vote.notOpen')
  if (latest.content.rules.vote.mayChange) return err('vote.noTest')
  const seconds = await perVoter.take(ballot.voter)
  if (seconds !== undefined) return err('vote.testsEnough', { values: { minutes: Math.ceil(seconds / 60) } })
  const { cycleId, choices, rotation, salt } = ballot
  const receipt = receiptOf(cycleId, ballot.secret)
  const noted = await app.store.write(async tx => {
    await insertTested(tx, cycleId, receipt)
    return (await selectSealed(tx, cycleId, receipt)) ? err('vote.alreadyCast') : ok()
  })
  if (!noted.ok) return noted
  const fingerprint = fingerprintOf(choices, receipt, salt)
  return ok({ receipt, choices, rotation, salt, fingerprint, text: fingerprintText(choices, receipt, salt) })
}
