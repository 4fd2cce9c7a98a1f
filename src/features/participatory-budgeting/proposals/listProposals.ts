import { readDocuments } from '#features/documents/readDocuments.ts'
import { type AttachedDocument, isImage } from '#features/documents/rules/upload.ts'
import { foldText } from '#platform/fold.ts'
import type { App } from '#src/app.ts'
import type { ListQuery } from './forms/proposalForms.ts'
import { readProposals } from './readProposal.ts'
import { readPublicReviews } from './readReviews.ts'
import { type Proposal, SHOWN_STATES, type VoteStanding } from './rules/proposal.ts'
import { readStandings } from './readStandings.ts'
import { outcomeOf, type Review } from './rules/review.ts'

/** A proposal as everybody's list shows it. */
export interface ListedProposal {
  readonly proposal: Proposal
  /** Once its answer is out. */
  readonly review: Review | undefined
  /** Once the ballot is settled. */
  readonly standing: VoteStanding | undefined
  readonly photo: AttachedDocument | undefined
}

/** Endings vary in Kyrgyz and Russian: of a longer word its beginning is looked for. */
const STEM = 5

/** What passes the filters, in the order asked for; without a filter of states, all that are on the list. */
export async function listProposals(
  app: App,
  cycleId: string,
  query: ListQuery,
): Promise<{ rows: ListedProposal[]; total: number }> {
  const all = await readProposals(app, { cycleId, states: SHOWN_STATES })
  const ids = all.map(one => one.id)
  const [reviews, photos, standings] = await Promise.all([
    readPublicReviews(app, ids),
    readDocuments(app, 'proposal', ids),
    readStandings(app, cycleId),
  ])
  const asked = foldText(query.q ?? '')
    .split(' ')
    .filter(Boolean)
  const rows = all
    .map(proposal => ({
      proposal,
      review: reviews.get(proposal.id)?.review,
      standing: standings.get(proposal.id),
      photo: photos.get(proposal.id)?.find(one => one.isPublished && isImage(one)),
    }))
    .filter(row => query.area === undefined || row.proposal.areaId === query.area || row.proposal.areaId === undefined)
    .filter(row => isIn(row, query.state))
    .filter(({ proposal }) => {
      const { title, titles, text, placeName, id } = proposal
      const folded = ` ${foldText([title, ...Object.values(titles), text, placeName, id].join(' '))}`
      return asked.every(word => folded.includes(word.length > STEM ? ` ${word.slice(0, STEM)}` : word))
    })
  const total = all.filter(one => one.state === 'listed').length
  return { rows: rows.sort(ORDER[query.sort]), total }
}

function isIn({ proposal, review }: ListedProposal, state: ListQuery['state']): boolean {
  if (state === 'gone') return proposal.state !== 'listed'
  if (proposal.state !== 'listed') return false
  const outcome = review && outcomeOf(review)
  if (state === 'listed') return outcome === undefined
  if (state === 'feasible') return outcome === 'accepted'
  return state !== 'notFeasible' || (outcome !== undefined && outcome !== 'accepted')
}

const costOf = ({ proposal, review }: ListedProposal) => review?.price ?? proposal.roughCost ?? Number.POSITIVE_INFINITY
const newest = (a: ListedProposal, b: ListedProposal) => b.proposal.createdAt.getTime() - a.proposal.createdAt.getTime()
const ORDER: Record<ListQuery['sort'], (a: ListedProposal, b: ListedProposal) => number> = {
  support: (a, b) => b.proposal.supports - a.proposal.supports || newest(b, a),
  newest,
  cost: (a, b) => (costOf(a) === costOf(b) ? newest(a, b) : costOf(a) - costOf(b)),
}
