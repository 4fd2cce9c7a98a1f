import type { Writing } from '#db/store.ts'
import { err, ok, type Result } from '#platform/result.ts'
import { selectCode, selectPerson, spendCode, startCode, startPerson, votePerson } from './store/roll.ts'
import type { Ticket } from './ticket.ts'

/**
 * Spends the right to vote that a ticket stands for, in the transaction that puts the ballot into the box: of several at once
 * exactly one does. Leaves no instant, no trail and no other row.
 */
export async function spendEntitlement(tx: Writing, ticket: Ticket): Promise<Result<void, 'vote.alreadyCast' | 'vote.void'>> {
  const { cycleId, key, areaId } = ticket
  if (ticket.channel === 'code') {
    if (await spendCode(tx, cycleId, key)) return ok()
    const code = await selectCode(tx, cycleId, key)
    return err(code?.state === 'spent' ? 'vote.alreadyCast' : 'vote.void')
  }
  if (await votePerson(tx, { cycleId, key, areaId }, 'eid')) return ok()
  // Whoever was handed a code since votes with that.
  const person = await selectPerson(tx, cycleId, key)
  return err(person?.state === 'voted' ? 'vote.alreadyCast' : 'vote.void')
}

/** Notes that the ballot is open, for the count of ballots begun and not cast; of what is in them nothing is noted. */
export async function markStarted(tx: Writing, ticket: Ticket): Promise<void> {
  if (ticket.channel === 'code') await startCode(tx, ticket.cycleId, ticket.key)
  else await startPerson(tx, { cycleId: ticket.cycleId, key: ticket.key, areaId: ticket.areaId })
}
