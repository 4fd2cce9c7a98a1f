import { readDocuments } from '#features/documents/readDocuments.ts'
import type { AttachedDocument } from '#features/documents/rules/upload.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type OfficeCycle, officeCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { phaseOf } from '../cycles/rules/phases.ts'
import { readFrozen } from '../cycles/readCycle.ts'
import { potOf, titlesOf, whyNotOnBallot } from './rules/ballotList.ts'
import { type Proposal, supportAsked } from './rules/proposal.ts'
import { type Appeal, isComplete, type Review, type Standing, standingOf } from './rules/review.ts'
import { type AuthorRow, selectAuthors } from './store/authors.ts'
import { selectAuthorsToTell } from './store/joined.ts'
import { type ProposalLink, selectProposalLinks, selectProposals } from './store/proposals.ts'
import { selectAppeals, selectReviews } from './store/reviews.ts'

/** One proposal as the office's list shows it. */
export interface ReviewRow {
  readonly proposal: Proposal
  readonly review: Review | undefined
  readonly standing: Standing
  /** What keeps a listed proposal off the ballot; undefined where nothing does. */
  readonly offBallot: ReturnType<typeof whyNotOnBallot>
}
export interface OfficeReviews extends OfficeCycle {
  readonly rows: readonly ReviewRow[]
  /** The ballot is settled: no answer changes any more but by an amendment of the cycle. */
  readonly frozen: boolean
  readonly mayReview: boolean
  readonly mayRelease: boolean
}

/** All proposals of a cycle with where each stands, for who may look into this office. */
export async function readOfficeReviews(app: App, viewer: Viewer, cycleId: string): Promise<Result<OfficeReviews>> {
  const found = await officeCycle(app, viewer, cycleId, 'office.read')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const { read } = app.store
  const proposals = await selectProposals(read, { cycleId })
  const ids = proposals.map(one => one.id)
  const [reviews, appeals, frozen] = await Promise.all([
    selectReviews(read, ids),
    selectAppeals(read, ids),
    isFrozenNow(app, cycle),
  ])
  const around = { areas: cycle.areas, supportNeeded: supportAsked(cycle, app.now()) }
  const rows = proposals.map(one => rowOf(cycle, around, one, reviews.get(one.id), appeals))
  return ok({ ...found.value, rows, frozen, ...mayDo(viewer, placesOf(municipality)) })
}

const mayDo = (viewer: Viewer, within: readonly string[]) => ({
  mayReview: may(viewer, 'proposal.review', within),
  mayRelease: may(viewer, 'proposal.release', within),
})

async function isFrozenNow(app: App, cycle: Cycle): Promise<boolean> {
  const voting = phaseOf(cycle.phases, 'voting')
  return (voting !== undefined && voting.startsAt <= app.now()) || (await readFrozen(app, cycle.id)).length > 0
}

function rowOf(
  cycle: Cycle,
  around: Parameters<typeof whyNotOnBallot>[2],
  proposal: Proposal,
  review: Review | undefined,
  appeals: readonly Appeal[],
): ReviewRow {
  const standing = standingOf({
    ...{ state: proposal.state, review, complete: missingOf(cycle, proposal, review).length === 0 },
    appealed: appeals.some(one => one.proposalId === proposal.id && !one.outcome),
  })
  return { proposal, review, standing, offBallot: whyNotOnBallot(proposal, review, around) }
}

function missingOf(cycle: Cycle, proposal: Proposal, review: Review | undefined): readonly Refusal[] {
  const around = { pot: potOf(cycle.areas, proposal.areaId), titleKy: titlesOf(proposal).ky }
  const complete = isComplete(review ?? {}, around)
  return complete.ok ? [] : complete.refusals
}

/** Everything the office's page of one proposal shows. */
export interface ReviewWork extends OfficeReviews {
  readonly row: ReviewRow
  readonly appeals: readonly Appeal[]
  readonly documents: readonly AttachedDocument[]
  readonly links: { readonly to: readonly ProposalLink[]; readonly from: readonly ProposalLink[] }
  /** What its answer still lacks before it may go out. */
  readonly missing: readonly Refusal[]
  /** Who sent it, for questions; only for who reviews. */
  readonly authors: readonly Pick<AuthorRow, 'name' | 'phone'>[]
  /** How many are told by mail. */
  readonly toTell: number
}

export async function readReviewWork(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly id: string },
): Promise<Result<ReviewWork>> {
  const found = await readOfficeReviews(app, viewer, asked.cycleId)
  if (!found.ok) return found
  const row = found.value.rows.find(one => one.proposal.id === asked.id)
  if (!row) return err('proposal.unknown')
  const { read } = app.store
  const [appeals, documents, links, toTell, authors] = await Promise.all([
    selectAppeals(read, [asked.id]),
    readDocuments(app, 'proposal', [asked.id]),
    selectProposalLinks(read, asked.id),
    selectAuthorsToTell(read, asked.id),
    found.value.mayReview ? selectAuthors(read, asked.id) : [],
  ])
  const missing = missingOf(found.value.cycle, row.proposal, row.review)
  return ok({
    ...found.value,
    row,
    appeals,
    documents: documents.get(asked.id) ?? [],
    links,
    missing,
    authors,
    toTell: toTell.length,
  })
}

/** What everybody may read of a proposal's review: nothing before it is released, but what was said earlier and the objections. */
export interface PublicReview {
  /** The answer; undefined while it is not out, or is looked at again. */
  readonly review: Review | undefined
  readonly earlier: Review['earlier']
  readonly appeals: readonly Appeal[]
}

/** Released answers by the id of their proposal. */
export async function readPublicReviews(app: App, ids: readonly string[]): Promise<ReadonlyMap<string, PublicReview>> {
  const [reviews, appeals] = await Promise.all([selectReviews(app.store.read, ids), selectAppeals(app.store.read, ids)])
  return new Map(
    ids.map(id => {
      const review = reviews.get(id)
      const mine = appeals.filter(one => one.proposalId === id)
      return [id, { review: review?.releasedAt ? review : undefined, earlier: review?.earlier ?? [], appeals: mine }]
    }),
  )
}
