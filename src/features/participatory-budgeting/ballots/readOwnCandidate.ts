import type { App } from '#src/app.ts'
import type { Candidate } from './rules/candidate.ts'
import { receiptOf } from './rules/receipt.ts'
import { type Voter, voterMark } from './rules/voter.ts'
import { openCandidate } from './sealedForm.ts'
import { selectSealed } from './store/casting.ts'

/**
 * The choices that a form carries, for who goes back to them: only for the voter it was made for, and never of a ballot that lies in
 * the box. A form can be copied out of a page: whoever bought a vote would otherwise see from the portal itself what is in the
 * envelope of a receipt number.
 */
export async function readOwnCandidate(
  app: App,
  voter: Voter | undefined,
  form: { readonly cycleId: string; readonly ballot: string },
): Promise<Candidate | undefined> {
  const ballot = openCandidate(app, form.ballot)
  if (!voter || ballot?.cycleId !== form.cycleId || voterMark(voter) !== ballot.voter) return undefined
  const lying = await selectSealed(app.store.read, ballot.cycleId, receiptOf(ballot.cycleId, ballot.secret))
  return lying?.sealed === ballot.sealed ? undefined : ballot
}
