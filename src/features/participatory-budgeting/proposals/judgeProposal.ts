import type { Viewer } from '#features/identity/rules/viewer.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { addEvent } from './addEvent.ts'
import { closeReview, isFrozen, officeProposal } from './officeProposal.ts'
import { potOf, titlesOf } from './rules/ballotList.ts'
import { isComplete, type Judgement, type Review, settled } from './rules/review.ts'
import { saveReview, selectReviews } from './store/reviews.ts'
import { tellOfReview } from './tellOfReview.ts'

const NEW: Review = { version: 0, changedAt: new Date(0), earlier: [] }

/**
 * Saves what the executive says of a proposal: a draft until it is released, complete or not. After release it takes who may
 * release, a complete answer and a reason; what it said before stays to be seen, and the authors are told. Refuses
 * `edited.meanwhile` where `version` moved, `review.frozen` once the ballot is settled.
 */
export async function judgeProposal(
  app: App,
  viewer: Viewer,
  asked: {
    readonly id: string
    /** Of the review, 0 where there is none. */
    readonly version: number
    readonly judgement: Judgement
    readonly reason?: string | undefined
  },
): Promise<Result<{ version: number }>> {
  const found = await officeProposal(app, viewer, asked.id, 'proposal.review')
  if (!found.ok) return found
  const { proposal, cycle, municipality } = found.value
  if (proposal.state !== 'listed') return err('review.notListed')
  const mayRelease = may(viewer, 'proposal.release', placesOf(municipality))
  const complete = isComplete(asked.judgement, { pot: potOf(cycle.areas, proposal.areaId), titleKy: titlesOf(proposal).ky })
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ version: number }>> => {
    if (await isFrozen(tx, cycle, at)) return err('review.frozen')
    const before = (await selectReviews(tx, [proposal.id])).get(proposal.id) ?? NEW
    if (before.version !== asked.version) return err('edited.meanwhile')
    const after = { ...before, ...cleared, ...settled(asked.judgement), changedAt: at }
    const seen = { proposalId: proposal.id, version: before.version }
    if (!before.releasedAt) {
      if (!(await saveReview(tx, seen, after))) return err('edited.meanwhile')
      const reason = complete.ok ? 'complete' : 'a draft'
      await closeReview(tx, viewer, cycle, { at, action: 'proposal.judged', subject: proposal.id, reason, inside: true })
      return ok({ version: before.version + 1 })
    }
    if (!mayRelease) return err('forbidden')
    if (!complete.ok) return complete
    const { reason } = asked
    if (!reason) return err('review.reason', { path: 'reason' })
    const { price, eligible, feasible } = before
    const earlier = [...before.earlier, { at: at.toISOString(), reason, price, eligible, feasible }]
    if (!(await saveReview(tx, seen, { ...after, earlier }))) return err('edited.meanwhile')
    await addEvent(app, tx, { proposalId: proposal.id, kind: 'repriced', note: reason, by: 'office' })
    const told = await tellOfReview(app, tx, proposal, municipality, { template: 'proposalAnswerChanged', text: reason })
    await closeReview(tx, viewer, cycle, { at, action: 'proposal.answerChanged', subject: proposal.id, reason, detail: { told } })
    return ok({ version: before.version + 1 })
  })
}

/** A field that is no longer given is no longer said. */
const cleared: Judgement = {
  ...{ eligible: undefined, ineligibleRule: undefined, feasible: undefined, explanation: undefined, price: undefined },
  ...{ priceExplanation: undefined, firstYearCost: undefined, runningCost: undefined, durationMonths: undefined },
}
