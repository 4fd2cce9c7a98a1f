import type { App } from '#src/app.ts'
import type { Proposal, ProposalEvent, ProposalState } from './rules/proposal.ts'
import {
  type ProposalLink,
  selectProposal,
  selectProposalEvents,
  selectProposalLinks,
  selectProposals,
} from './store/proposals.ts'

/** A proposal in whatever state; pages show residents only those of `SHOWN_STATES`. */
export const readProposal = (app: App, id: string): Promise<Proposal | undefined> => selectProposal(app.store.read, id)

/** Proposals of a cycle, the earliest first; of all states unless some are named. */
export const readProposals = (
  app: App,
  which: { readonly cycleId: string; readonly states?: readonly ProposalState[]; readonly areaId?: string | undefined },
): Promise<Proposal[]> => selectProposals(app.store.read, which)

/** What happened to a proposal, and where it was merged or split from and to. */
export async function readProposalStory(
  app: App,
  id: string,
): Promise<{ events: ProposalEvent[]; to: ProposalLink[]; from: ProposalLink[] }> {
  const links = await selectProposalLinks(app.store.read, id)
  return { events: await selectProposalEvents(app.store.read, id), ...links }
}
