import { OPERATOR } from '#features/identity/rules/viewer.ts'
import type { Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { enterCode } from '#features/participatory-budgeting/voters/enterCode.ts'
import { issueCodes } from '#features/participatory-budgeting/voters/issueCodes.ts'
import type { Slip } from '#features/participatory-budgeting/voters/rules/batch.ts'
import { readTicket, type Ticket } from '#features/participatory-budgeting/voters/ticket.ts'
import type { App } from '#src/app.ts'

/** Slips of a new batch, for the first area or the one named. */
export async function slipsOf(
  app: App,
  cycle: Cycle,
  count: number,
  areaId = cycle.areas[0]?.id ?? '',
): Promise<readonly Slip[]> {
  const issued = await issueCodes(app, OPERATOR, { cycleId: cycle.id, areaId, count })
  if (!issued.ok) throw new Error(issued.refusals[0].code)
  return issued.value.slips
}

let senders = 0
/** An address that nobody guessed from yet. */
export const newSender = (): string => `198.51.100.${(senders += 1)}`

/** The ticket that a code leads to. */
export async function ticketFor(app: App, cycle: Cycle, code: string): Promise<Ticket> {
  const entered = await enterCode(app, { cycle, code, sender: newSender() })
  if (!entered.ok) throw new Error(entered.refusals[0].code)
  const ticket = readTicket(app, entered.value.ticket)
  if (!ticket) throw new Error('a ticket that cannot be read')
  return ticket
}
