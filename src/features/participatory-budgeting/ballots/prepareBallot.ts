import { err, ok, type Result } from '#platform/result.ts'
import { sha256 } from '#platform/ids.ts'
import type { App } from '#src/app.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import type { BallotChoices } from './rules/ballot.ts'
import { CANDIDATE_MS } from './rules/candidate.ts'
import { type BallotRefusal, checkBallot } from './rules/checkBallot.ts'
import { envelopeText } from './rules/envelope.ts'
import { fingerprintOf, receiptOf } from './rules/receipt.ts'
import { ballotLength, sealBallot } from './rules/seal.ts'
import { SECRET_BYTES, secretFrom } from './rules/secret.ts'
import { type Voter, voterMark } from './rules/voter.ts'
import { takesBallots } from './rules/votingWindow.ts'
import { sealCandidate } from './sealedForm.ts'
import { selectSealed } from './store/casting.ts'

/** A ballot that its voter looks at once more before it is cast. */
export interface Prepared {
  /** What the form carries. */
  readonly ballot: string
  readonly choices: BallotChoices
  readonly receipt: string
  /** Where votes cannot be changed: shown before casting, so that a ballot that is tested instead was fixed before. */
  readonly fingerprint: string | undefined
}

/**
 * Checks choices against what was frozen, draws the ballot's secret and salt and seals it for the box. Writes nothing.
 */
export async function prepareBallot(
  app: App,
  voter: Voter,
  filled: { readonly choices: BallotChoices; readonly rotation: number },
): Promise<Result<Prepared, BallotRefusal | 'vote.notOpen' | 'vote.closed' | 'vote.tooLong' | 'vote.unknownReceipt'>> {
  const { cycleId: cycle, areaId: pot } = voter
  const frozen = await readFrozen(app, cycle)
  const [content, first] = [frozen[0]?.content, frozen.at(-1)?.content]
  if (!content?.boxKey || !first) return err('vote.notOpen')
  if (!takesBallots(content, app.now())) return err('vote.closed')
  const checked = checkBallot(filled.choices, content, pot)
  if (!checked.ok) return checked
  const choices = checked.value.map(one => ({ ...one }))
  const secret = voter.by === 'secret' ? voter.secret : secretFrom(app.random(SECRET_BYTES))
  const receipt = receiptOf(cycle, secret)
  const before = voter.by === 'secret' ? await selectSealed(app.store.read, cycle, receipt) : undefined
  if (voter.by === 'secret' && !before) return err('vote.unknownReceipt')
  const salt = app.random(16).toString('base64url')
  const { rotation } = filled
  const text = envelopeText({ cycle, pot, receipt, choices, rotation, salt })
  const sealed = sealBallot(content.boxKey, text, app.random, ballotLength(first))
  if (!sealed.ok) return sealed
  const ballot = sealCandidate(app, {
    ...{ cycleId: cycle, areaId: pot, voter: voterMark(voter), secret, choices, rotation, salt, sealed: sealed.value },
    ...(before ? { over: sha256(before.sealed) } : {}),
    until: app.now().getTime() + CANDIDATE_MS,
  })
  const fingerprint = content.rules.vote.mayChange ? undefined : fingerprintOf(choices, receipt, salt)
  return ok({ ballot, choices, receipt, fingerprint })
}
