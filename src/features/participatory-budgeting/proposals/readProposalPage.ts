import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import type { App } from '#src/app.ts'
import { readProposalStory } from './readProposal.ts'
import { type PublicReview, readPublicReviews } from './readReviews.ts'
import { readStandings } from './readStandings.ts'
import { type Proposal, type ProposalEvent, SHOWN_STATES, type VoteStanding } from './rules/proposal.ts'
import { selectAuthors } from './store/authors.ts'
import { selectProposal, selectProposals } from './store/proposals.ts'

/** Everything that everybody sees of a proposal, but the words about it. */
export interface ProposalPage {
  readonly proposal: Proposal
  readonly photos: readonly AttachedDocument[]
  readonly events: readonly ProposalEvent[]
  readonly review: PublicReview | undefined
  /** Once the ballot is settled. */
  readonly standing: VoteStanding | undefined
  /** Names that their owners let be shown. */
  readonly authors: readonly { readonly name: string; readonly role: 'author' | 'coauthor' }[]
  /** Where it leads on to, and what leads to it; only what is shown itself. */
  readonly to: readonly Related[]
  readonly from: readonly Related[]
}
export interface Related {
  readonly kind: 'merged' | 'split'
  readonly reason: string
  readonly proposal: Proposal
}

/** Undefined for one of another cycle, and for what is not shown: it waits, or was kept off the list. */
export async function readProposalPage(app: App, cycleId: string, id: string): Promise<ProposalPage | undefined> {
  const { read } = app.store
  const proposal = await selectProposal(read, id)
  if (!proposal || proposal.cycleId !== cycleId || !(SHOWN_STATES as readonly string[]).includes(proposal.state)) return undefined
  const [story, reviews, photos, authors, standings] = await Promise.all([
    readProposalStory(app, id),
    readPublicReviews(app, [id]),
    readDocuments(app, 'proposal', [id]),
    selectAuthors(read, id),
    readStandings(app, cycleId),
  ])
  const ids = [...story.to.map(one => one.toId), ...story.from.map(one => one.fromId)]
  const others = new Map((await selectProposals(read, { ids, states: SHOWN_STATES })).map(one => [one.id, one]))
  const related = (links: typeof story.to, other: (link: (typeof story.to)[number]) => string) =>
    links.flatMap(link => {
      const found = others.get(other(link))
      return found ? [{ kind: link.kind, reason: link.reason, proposal: found }] : []
    })
  return {
    proposal,
    photos: (photos.get(id) ?? []).filter(one => one.isPublished),
    events: story.events,
    review: reviews.get(id),
    standing: standings.get(id),
    authors: authors.flatMap(one => (one.showName ? [{ name: one.name, role: one.role }] : [])),
    to: related(story.to, link => link.toId),
    from: related(story.from, link => link.fromId),
  }
}
