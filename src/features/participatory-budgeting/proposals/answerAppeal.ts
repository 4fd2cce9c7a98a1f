import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { addEvent } from './addEvent.ts'
import { closeReview, isFrozen, officeProposal } from './officeProposal.ts'
import { decideAppeal, saveReview, selectAppeals, selectReviews } from './store/reviews.ts'
import { tellOfReview } from './tellOfReview.ts'

/**
 * Answers an objection, in words for everybody. Upheld, the review opens again: the answer is taken back until it is released
 * anew, and what it said stays to be seen. That cannot be once the ballot is settled (`review.frozen`); rejecting can.
 */
export async function answerAppeal(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly appeal: string; readonly outcome: 'upheld' | 'rejected'; readonly answer: string },
): Promise<Result<void>> {
  const found = await officeProposal(app, viewer, asked.id, 'proposal.release')
  if (!found.ok) return found
  const { proposal, cycle, municipality } = found.value
  const { outcome, answer } = asked
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    const appeal = (await selectAppeals(tx, [proposal.id])).find(one => one.id === asked.appeal)
    if (!appeal) return err('appeal.unknown')
    if (outcome === 'upheld' && (await isFrozen(tx, cycle, at))) return err('review.frozen')
    if (!(await decideAppeal(tx, appeal.id, { outcome, answer, decidedAt: at }))) return err('appeal.decided')
    const review = (await selectReviews(tx, [proposal.id])).get(proposal.id)
    if (outcome === 'upheld' && review?.releasedAt) {
      const { price, eligible, feasible, version } = review
      const earlier = [...review.earlier, { at: at.toISOString(), reason: answer, price, eligible, feasible }]
      const reopened = { ...review, earlier, releasedAt: undefined, batchId: undefined, changedAt: at }
      if (!(await saveReview(tx, { proposalId: proposal.id, version }, reopened))) return err('edited.meanwhile')
    }
    await addEvent(app, tx, { proposalId: proposal.id, kind: 'appealAnswered', note: answer, by: 'office' })
    const template = outcome === 'upheld' ? 'appealUpheld' : 'appealRejected'
    const told = await tellOfReview(app, tx, proposal, municipality, { template, text: answer })
    await closeReview(tx, viewer, cycle, {
      at,
      action: `proposal.${template}`,
      subject: proposal.id,
      reason: answer,
      detail: { told },
    })
    return ok()
  })
}
