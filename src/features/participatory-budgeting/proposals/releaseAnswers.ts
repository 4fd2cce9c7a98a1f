import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { officeCycle } from '../cycles/officeCycle.ts'
import { addEvent } from './addEvent.ts'
import { closeReview, isFrozen } from './officeProposal.ts'
import { potOf, titlesOf } from './rules/ballotList.ts'
import { isComplete } from './rules/review.ts'
import { selectProposals } from './store/proposals.ts'
import { saveReview, selectAppeals, selectReviews } from './store/reviews.ts'
import { tellOfReview } from './tellOfReview.ts'

/**
 * Sends out answers together, so that nobody hears before the others: those named, or all that are ready. The authors are told.
 * Refuses what is named and not ready, all of it or none; `review.noneReady` where there is nothing.
 */
export async function releaseAnswers(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly ids?: readonly string[] | undefined },
): Promise<Result<{ released: number; told: number }>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'proposal.release')
  if (!found.ok) return found
  const { cycle, municipality } = found.value
  const at = app.now()
  const batchId = app.newId()
  return app.store.write(async (tx): Promise<Result<{ released: number; told: number }>> => {
    if (await isFrozen(tx, cycle, at)) return err('review.frozen')
    const listed = await selectProposals(tx, { cycleId: cycle.id, states: ['listed'] })
    const ids = listed.map(one => one.id)
    const reviews = await selectReviews(tx, ids)
    const open = new Set((await selectAppeals(tx, ids)).flatMap(one => (one.outcome ? [] : [one.proposalId])))
    const ready = listed.flatMap(proposal => {
      const review = reviews.get(proposal.id)
      if (!review || review.releasedAt || open.has(proposal.id)) return []
      const around = { pot: potOf(cycle.areas, proposal.areaId), titleKy: titlesOf(proposal).ky }
      return isComplete(review, around).ok ? [{ proposal, review }] : []
    })
    const chosen = asked.ids ? ready.filter(one => asked.ids?.includes(one.proposal.id)) : ready
    if (asked.ids && chosen.length < new Set(asked.ids).size) return err('review.notReady')
    if (chosen.length === 0) return err('review.noneReady')
    let told = 0
    for (const { proposal, review } of chosen) {
      const seen = { proposalId: proposal.id, version: review.version }
      if (!(await saveReview(tx, seen, { ...review, releasedAt: at, batchId, changedAt: at }))) return err('edited.meanwhile')
      await addEvent(app, tx, { proposalId: proposal.id, kind: 'released', by: 'office' })
      told += await tellOfReview(app, tx, proposal, municipality, { template: 'proposalAnswered' })
    }
    const detail = { batch: batchId, released: chosen.length, told }
    await closeReview(tx, viewer, cycle, {
      at,
      action: 'proposal.released',
      subject: cycle.id,
      reason: 'answers go out together',
      detail,
    })
    return ok({ released: chosen.length, told })
  })
}
