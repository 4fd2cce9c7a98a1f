import type { Writing } from '#db/store.ts'
import { sha256 } from '#platform/ids.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle, readFrozen } from '../cycles/readCycle.ts'
import type { Frozen } from '../cycles/rules/frozen.ts'
import { spendEntitlement } from '../voters/spendEntitlement.ts'
import type { Candidate } from './rules/candidate.ts'
import { type BallotRefusal, checkBallot } from './rules/checkBallot.ts'
import { fingerprintOf, receiptOf } from './rules/receipt.ts'
import { type Voter, voterMark } from './rules/voter.ts'
import { takesBallots } from './rules/votingWindow.ts'
import { openCandidate } from './sealedForm.ts'
import { insertEnvelope, replaceEnvelope } from './store/box.ts'
import { deleteTested, insertTested, selectSealed } from './store/casting.ts'

/** What a voter takes home: no choices, no time, no name. */
export interface Receipt {
  readonly receipt: string
  /** SHA-256 of the rules that were in force: the head of what was frozen. */
  readonly rules: string
  readonly fingerprint: string | undefined
  /** Where votes may be changed: what changes this one. Shown once. */
  readonly secret: string | undefined
  readonly changed: boolean
}

export type CastRefusal =
  | BallotRefusal
  | ('vote.formChanged' | 'vote.noTicket' | 'vote.notOpen' | 'vote.closed' | 'vote.tested' | 'vote.changedMeanwhile')
  | ('vote.alreadyCast' | 'vote.void' | 'vote.unknownReceipt')

/**
 * Puts a ballot into the box and marks the roll, in one transaction that leaves nothing else: no id, instant, trail, notice or
 * changed page (the one exception to the house's rules; tests/architecture.test.ts holds it). The same form sent again, as after
 * a lost reply, answers the same receipt, with or without a ticket; another form for a spent code is refused.
 */
export async function castBallot(
  app: App,
  voter: Voter | undefined,
  form: { readonly cycleId: string; readonly ballot: string },
): Promise<Result<Receipt, CastRefusal>> {
  const ballot = openCandidate(app, form.ballot)
  if (ballot?.cycleId !== form.cycleId) return err('vote.formChanged')
  const [latest] = await readFrozen(app, ballot.cycleId)
  if (!latest) return err('vote.notOpen')
  const receipt = receiptOf(ballot.cycleId, ballot.secret)
  const given = receiptFor(ballot, receipt, latest)
  if (await lies(app, ballot, receipt)) return ok(given)
  if (!voter) return err('vote.noTicket')
  if (voterMark(voter) !== ballot.voter || voter.areaId !== ballot.areaId) return err('vote.formChanged')
  // What was frozen may have been amended since the check step.
  const checked = checkBallot(ballot.choices, latest.content, ballot.areaId)
  if (!checked.ok) return checked
  if ((await readCycle(app, ballot.cycleId))?.state !== 'published') return err('vote.closed')
  const fingerprint = given.fingerprint
  const put = await app.store.write(async tx => {
    if (!takesBallots(latest.content, app.now())) return err('vote.closed')
    return voter.by === 'secret' ? change(tx, ballot, receipt) : cast(tx, voter, { ballot, receipt, fingerprint })
  })
  // The same form twice at once: the second finds the right spent, and its own ballot in the box.
  if (!put.ok && (await lies(app, ballot, receipt))) return ok(given)
  return put.ok ? ok(given) : put
}

function receiptFor(ballot: Candidate, receipt: string, { content, sha256: rules }: Frozen): Receipt {
  const mayChange = content.rules.vote.mayChange
  const changed = ballot.over !== undefined
  return {
    ...{ receipt, rules, changed },
    fingerprint: mayChange ? undefined : fingerprintOf(ballot.choices, receipt, ballot.salt),
    secret: mayChange && !changed ? ballot.secret : undefined,
  }
}

/** Whether this very ballot is in the box. */
const lies = async (app: App, { cycleId, sealed }: Candidate, receipt: string): Promise<boolean> =>
  (await selectSealed(app.store.read, cycleId, receipt))?.sealed === sealed

async function cast(
  tx: Writing,
  voter: Extract<Voter, { by: 'ticket' }>,
  put: { readonly ballot: Candidate; readonly receipt: string; readonly fingerprint: string | undefined },
): Promise<Result<void, CastRefusal>> {
  const { ballot, receipt, fingerprint } = put
  const { cycleId, areaId, sealed } = ballot
  const spent = await spendEntitlement(tx, voter)
  if (!spent.ok) return spent
  // Holds the number against a test of the same ballot at this instant, and leaves no row.
  if (!(await insertTested(tx, cycleId, receipt))) return err('vote.tested')
  await deleteTested(tx, receipt)
  return insertEnvelope(tx, { cycleId, receipt, pot: areaId, fingerprint, sealed })
}

async function change(tx: Writing, ballot: Candidate, receipt: string): Promise<Result<void, CastRefusal>> {
  const { cycleId, sealed, over } = ballot
  const lying = await selectSealed(tx, cycleId, receipt)
  if (!lying) return err('vote.unknownReceipt')
  if (sha256(lying.sealed) !== over) return err('vote.changedMeanwhile')
  return replaceEnvelope(tx, { cycleId, receipt, sealed })
}
