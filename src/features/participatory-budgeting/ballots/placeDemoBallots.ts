import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeCycleChange } from '../cycles/officeCycle.ts'
import { readCycle, readFrozen } from '../cycles/readCycle.ts'
import type { BallotChoices } from './rules/ballot.ts'
import { envelopeText } from './rules/envelope.ts'
import { fingerprintOf, receiptOf } from './rules/receipt.ts'
import { ballotLength, sealBallot } from './rules/seal.ts'
import { insertEnvelope } from './store/box.ts'

/**
 * Puts ballots of people who do not exist into the box of a demo cycle, sealed as casting seals them; refuses any other cycle,
 * one that is not frozen, and a closed box. It knows no voter.
 */
export async function placeDemoBallots(
  app: App,
  cycleId: string,
  ballots: readonly { readonly pot: string; readonly choices: BallotChoices; readonly rotation: number }[],
): Promise<Result<void, 'cycle.unknown' | 'box.notDemo' | 'box.noKey' | 'vote.closed' | 'vote.tooLong'>> {
  const cycle = await readCycle(app, cycleId)
  if (!cycle) return err('cycle.unknown')
  if (!cycle.isDemo) return err('box.notDemo')
  const [frozen] = await readFrozen(app, cycleId)
  const key = frozen?.content.boxKey
  if (!frozen || !key) return err('box.noKey')
  const length = ballotLength(frozen.content)
  const envelopes: Parameters<typeof insertEnvelope>[1][] = []
  for (const { pot, choices, rotation } of ballots) {
    const receipt = receiptOf(cycleId, app.random(32).toString('base64url'))
    const salt = app.random(16).toString('base64url')
    const text = envelopeText({ cycle: cycleId, pot, receipt, choices: [...choices], rotation, salt })
    const sealed = sealBallot(key, text, app.random, length)
    if (!sealed.ok) return sealed
    const fingerprint = cycle.rules.vote.mayChange ? undefined : fingerprintOf(choices, receipt, salt)
    envelopes.push({ cycleId, receipt, pot, fingerprint, sealed: sealed.value })
  }
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void, 'vote.closed'>> => {
    for (const one of envelopes) {
      const put = await insertEnvelope(tx, one)
      if (!put.ok) return put
    }
    await closeCycleChange(tx, SYSTEM, cycle, { at, action: 'box.demoBallots', reason: 'demo data' })
    return ok()
  })
}
