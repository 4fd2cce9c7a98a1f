import { z } from 'zod'

/** How long a voter has from the code or the eID to the ballot. */
export const TICKET_MS = 30 * 60_000

/** What a voter's browser carries, sealed, from the proof of who may vote to the ballot. */
export const ticketShape = z.object({
  cycleId: z.string(),
  areaId: z.string(),
  channel: z.enum(['code', 'eid']),
  /** Keyed hash of the code, or of the person. */
  key: z.string(),
  /** Milliseconds; worthless from then on. */
  until: z.number().int(),
})
export type Ticket = z.infer<typeof ticketShape>

/** Of a voter with an eID who has yet to say in which area they live. */
export const pendingShape = ticketShape.pick({ cycleId: true, key: true, until: true })
export type Pending = z.infer<typeof pendingShape>
