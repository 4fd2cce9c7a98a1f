import type { App } from '#src/app.ts'
import { enterCode } from '../voters/enterCode.ts'
import { markStarted } from '../voters/spendEntitlement.ts'
import { readTicket } from '../voters/ticket.ts'

/** Opens the ballot for a code and notes that it was begun, so that ballots begun and never cast are seen; spends nothing. */
export async function beginVote(app: App, asked: Parameters<typeof enterCode>[1]): ReturnType<typeof enterCode> {
  const entered = await enterCode(app, asked)
  const ticket = entered.ok ? readTicket(app, entered.value.ticket) : undefined
  if (ticket) await app.store.write(tx => markStarted(tx, ticket))
  return entered
}
