import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { judgeProposal } from '#features/participatory-budgeting/proposals/judgeProposal.ts'
import { letOntoList } from '#features/participatory-budgeting/proposals/letOntoList.ts'
import { readProposals } from '#features/participatory-budgeting/proposals/readProposal.ts'
import { readOfficeReviews } from '#features/participatory-budgeting/proposals/readReviews.ts'
import { releaseAnswers } from '#features/participatory-budgeting/proposals/releaseAnswers.ts'
import { potOf } from '#features/participatory-budgeting/proposals/rules/ballotList.ts'
import type { Proposal } from '#features/participatory-budgeting/proposals/rules/proposal.ts'
import type { Judgement } from '#features/participatory-budgeting/proposals/rules/review.ts'
import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { PRICE_TEXTS, REFUSAL_TEXTS } from './demoReviewTexts.ts'

const DAY_MS = 86_400_000

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a demo review: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/**
 * Judges the made-up proposals of the cycle under the vote and releases the answers together, through the same use cases as
 * real ones; the last two are turned down with reasons, and one price is mended afterwards. Does nothing the second time, and
 * where the cycle is not there.
 */
export async function seedDemoReviews(app: App, cycleId = 'ala-buka-2026'): Promise<void> {
  const cycle = await readCycle(app, cycleId)
  const reviewing = cycle && phaseOf(cycle.phases, 'reviewing')
  if (!cycle || !reviewing) return
  const before = await readOfficeReviews(app, SYSTEM, cycleId)
  if (!before.ok || before.value.rows.some(one => one.review)) return
  const on = (days: number): App => ({ ...app, now: () => new Date(reviewing.startsAt.getTime() + days * DAY_MS) })
  const proposals = await readProposals(app, { cycleId, states: ['waiting', 'listed'] })
  for (const one of proposals.filter(row => row.state === 'waiting'))
    must(await letOntoList(on(0), SYSTEM, { id: one.id, version: one.version }))
  for (const [at, one] of proposals.entries()) {
    const judgement = judgementOf(one, at, proposals.length, potOf(cycle.areas, one.areaId))
    must(await judgeProposal(on(3 + at / 10), SYSTEM, { id: one.id, version: 0, judgement }))
  }
  if (proposals.length === 0) return
  must(await releaseAnswers(on(20), SYSTEM, { cycleId }))
  const after = must(await readOfficeReviews(app, SYSTEM, cycleId)).rows.find(one => one.review?.price)
  if (!after?.review?.price) return
  const { price, version } = after.review
  const dearer = Math.min(price + thousand(25), potOf(cycle.areas, after.proposal.areaId))
  must(
    await judgeProposal(on(24), SYSTEM, {
      ...{ id: after.proposal.id, version, reason: PRICE_TEXTS.dearer },
      judgement: { ...after.review, price: tyiyn(dearer), firstYearCost: tyiyn(dearer) },
    }),
  )
}

const thousand = (amount: number): Tyiyn => tyiyn(amount * 100_000)

function judgementOf(one: Proposal, at: number, count: number, pot: Tyiyn): Judgement {
  if (at === count - 1) return { eligible: false, ...REFUSAL_TEXTS.notEligible }
  if (at === count - 2) return { eligible: true, feasible: false, ...REFUSAL_TEXTS.notFeasible }
  // The author's estimate, as an estimator would round it: a little more, in whole ten thousands, and never over the pot.
  const rough = one.roughCost ?? thousand(300 + at * 60)
  const price = tyiyn(Math.min(Math.ceil((rough * (1.05 + (at % 3) * 0.06)) / thousand(10)) * thousand(10), pot))
  return {
    ...{ eligible: true, feasible: true, price, priceExplanation: PRICE_TEXTS.made[at % PRICE_TEXTS.made.length] },
    ...{ firstYearCost: price, runningCost: thousand(8 + (at % 4) * 6), durationMonths: 2 + (at % 5) },
    explanation: PRICE_TEXTS.accepted[at % PRICE_TEXTS.accepted.length],
  }
}
