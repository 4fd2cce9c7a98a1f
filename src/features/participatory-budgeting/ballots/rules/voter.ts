import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Ticket } from '../../voters/rules/ticket.ts'

/** Who changes a vote: whoever holds the secret that was shown when it was cast. */
export const secretVoter = z.object({ cycleId: z.string(), areaId: z.string(), secret: z.string(), until: z.number().int() })

/** Who fills in a ballot: by a ticket of the roll, or, where votes may be changed, by the secret of the one cast before. */
export type Voter = ({ readonly by: 'ticket' } & Ticket) | ({ readonly by: 'secret' } & z.infer<typeof secretVoter>)

/** Ties a form to its voter without carrying the voter's key. */
export const voterMark = (voter: Voter): string =>
  createHash('sha256')
    .update(`ashar voter mark\n${voter.cycleId}\n${voter.areaId}\n${voter.by === 'ticket' ? voter.key : voter.secret}`)
    .digest('base64url')
