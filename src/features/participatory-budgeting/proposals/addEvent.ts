import type { Writing } from '#db/store.ts'
import type { App } from '#src/app.ts'
import type { EventKind, ProposalEvent } from './rules/proposal.ts'
import { insertProposalEvent } from './store/proposals.ts'

/** Writes down for everybody what happened to a proposal, in the transaction of what happened. */
export const addEvent = (
  app: App,
  tx: Writing,
  event: {
    readonly proposalId: string
    readonly kind: EventKind
    readonly note?: string | undefined
    readonly by: ProposalEvent['by']
  },
): Promise<void> => insertProposalEvent(tx, { id: app.newId(), at: app.now(), ...event })
