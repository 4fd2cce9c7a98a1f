import { type EidFacts, type Finished, startEid } from '#features/identity/eid.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { votingOnline } from '../cycles/rules/phases.ts'
import { keyForWriting } from './issueCodes.ts'
import { type RollKey, rollKey } from './rollKey.ts'
import { hasLocalRoll } from './store/area.ts'
import { selectPerson, startPerson } from './store/roll.ts'
import { sealPending, sealTicket } from './ticket.ts'

const takesEid = (app: App, cycle: Cycle): Result<void, 'eidVote.off' | 'eidVote.closed'> => {
  if (cycle.state !== 'published' || !cycle.rules.vote.channels.eid) return err('eidVote.off')
  return votingOnline(cycle.phases, app.now()) ? ok() : err('eidVote.closed')
}

/** Begins voting with an eID: where to send the browser (`startEid`). */
export async function startEidVote(
  app: App,
  cycle: Cycle,
  lang: string,
  from: { readonly sender: string },
): Promise<Result<{ address: string; flow: string }>> {
  const open = takesEid(app, cycle)
  if (!open.ok) return open
  // The answer is hashed under the key of the cycle; it has to be there by then.
  const key = await keyForWriting(app, cycle.id)
  if (!key.ok) return key
  return startEid(app, { for: 'vote', cycle: cycle.id, number: cycle.rules.vote.eidKnowsPerson }, lang, from)
}

/** The number of a person in every channel: one key, whether it came from the local roll or from an eID. */
export const personKey = (key: RollKey, number: string): string => key('person', number)

/** For `finishEid`: the keyed hash that a voter is known by; of the subject, or of the personal number where it was asked for. */
export const voterKeyOf =
  (app: App, wantsNumber: boolean) =>
  (cycleId: string, facts: EidFacts): string | undefined => {
    const key = rollKey(app, cycleId)
    if (!key) return undefined
    if (wantsNumber) return facts.number ? personKey(key, facts.number) : undefined
    return key('eID subject', JSON.stringify([facts.issuer, facts.subject]))
  }

/** What an eID leads to: the ballot, or first the choice of an area, which is asked once of whom the local roll does not know. */
export type EidVote =
  | { readonly next: 'ballot'; readonly cycleId: string; readonly ticket: string }
  | { readonly next: 'area'; readonly cycleId: string; readonly ticket: string }

/** Ends the way through the provider, and notes that a ballot was begun. Spends nothing. */
export async function voteWithEid(
  app: App,
  finished: Finished,
): Promise<
  Result<
    EidVote,
    | 'cycle.unknown'
    | 'eidVote.off'
    | 'eidVote.closed'
    | 'eidVote.noNumber'
    | 'eidVote.notOnRoll'
    | 'eidVote.hasCode'
    | 'vote.alreadyCast'
  >
> {
  const { purpose, voterKey: key } = finished
  const cycle = purpose.for === 'vote' ? await readCycle(app, purpose.cycle) : undefined
  if (!cycle || purpose.for !== 'vote') return err('cycle.unknown')
  const open = takesEid(app, cycle)
  if (!open.ok) return open
  // Rules that were changed meanwhile join the channels by the number: a key made of something else would be a second person.
  if (!key || purpose.number !== cycle.rules.vote.eidKnowsPerson) return err('eidVote.noNumber')
  const cycleId = cycle.id
  const person = await selectPerson(app.store.read, cycleId, key)
  if (person?.state === 'voted') return err('vote.alreadyCast')
  if (person?.state === 'handed') return err('eidVote.hasCode')
  const toBallot = async (areaId: string): Promise<Result<EidVote, never>> => {
    await app.store.write(tx => startPerson(tx, { cycleId, key, areaId }))
    return ok({ next: 'ballot', cycleId, ticket: sealTicket(app, { cycleId, areaId, channel: 'eid', key }) })
  }
  if (person) return toBallot(person.areaId)
  if (purpose.number && (await hasLocalRoll(app.store.read, cycleId))) return err('eidVote.notOnRoll')
  const [only, ...others] = cycle.areas
  if (only && others.length === 0) return toBallot(only.id)
  return ok({ next: 'area', cycleId, ticket: sealPending(app, { cycleId, key }) })
}
