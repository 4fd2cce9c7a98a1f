import type { ProposalState } from '#db/schema/pbProposals.ts'
import type { Tyiyn } from '#platform/money.ts'
import { errs, ok, type Refusal, type Result } from '#platform/result.ts'

/** Why a proposal may be found not eligible: the same for every cycle, so that answers compare across places. */
export const INELIGIBLE_RULES = [
  'notLocalMatter',
  'overPot',
  'outsidePlace',
  'alreadyInBudget',
  'privateGain',
  'againstLaw',
  'other',
] as const
export type IneligibleRule = (typeof INELIGIBLE_RULES)[number]

/** What the executive says of a proposal; amounts in tyiyn. A draft may hold any part of it. */
export interface Judgement {
  readonly eligible?: boolean | undefined
  readonly ineligibleRule?: IneligibleRule | undefined
  readonly feasible?: boolean | undefined
  readonly explanation?: string | undefined
  readonly price?: Tyiyn | undefined
  readonly priceExplanation?: string | undefined
  readonly firstYearCost?: Tyiyn | undefined
  readonly runningCost?: Tyiyn | undefined
  readonly durationMonths?: number | undefined
}

/** A released answer that was changed: what it said before, and why it was changed. */
export interface EarlierAnswer {
  readonly at: string
  readonly reason: string
  readonly price?: number | undefined
  readonly eligible?: boolean | undefined
  readonly feasible?: boolean | undefined
}

export interface Review extends Judgement {
  readonly batchId?: string | undefined
  /** Once set, everybody sees the answer. */
  readonly releasedAt?: Date | undefined
  readonly version: number
  readonly changedAt: Date
  readonly earlier: readonly EarlierAnswer[]
}

/** An objection of the author, and what was answered. */
export interface Appeal {
  readonly id: string
  readonly proposalId: string
  readonly text: string
  readonly at: Date
  readonly answer: string | undefined
  readonly outcome: 'upheld' | 'rejected' | undefined
  readonly decidedAt: Date | undefined
}

export type Outcome = 'accepted' | 'notEligible' | 'notFeasible'
/** What an answer comes to; undefined while it is not complete. */
export function outcomeOf(judgement: Judgement): Outcome | undefined {
  if (judgement.eligible === false) return 'notEligible'
  if (!judgement.eligible) return undefined
  if (judgement.feasible === false) return 'notFeasible'
  return judgement.feasible ? 'accepted' : undefined
}

type Missing =
  | 'review.eligible'
  | 'review.rule'
  | 'review.feasible'
  | 'review.explanation'
  | 'review.price'
  | 'review.priceOverPot'
  | 'review.titleKy'

/**
 * Whether an answer may go out: it says yes or no to both questions, a no with the rule or reason in words, a yes with a price
 * that its pot can pay and a title in Kyrgyz for the ballot. Refuses with everything that is missing, by field.
 */
export function isComplete(
  judgement: Judgement,
  { pot, titleKy }: { readonly pot: Tyiyn; readonly titleKy: string | undefined },
): Result<void, Missing> {
  const missing: Refusal<Missing>[] = []
  const lacks = (code: Missing, path: string) => missing.push({ code, path })
  if (judgement.eligible === undefined) lacks('review.eligible', 'eligible')
  if (judgement.eligible === false && !judgement.ineligibleRule) lacks('review.rule', 'ineligibleRule')
  if (judgement.eligible && judgement.feasible === undefined) lacks('review.feasible', 'feasible')
  const outcome = outcomeOf(judgement)
  if ((outcome === 'notEligible' || outcome === 'notFeasible') && !judgement.explanation)
    lacks('review.explanation', 'explanation')
  if (outcome === 'accepted') {
    if (judgement.price === undefined || judgement.price === 0) lacks('review.price', 'price')
    else if (judgement.price > pot) lacks('review.priceOverPot', 'price')
    if (titleKy === undefined) lacks('review.titleKy', 'titleKy')
  }
  return missing.length === 0 ? ok() : errs(missing)
}

/**
 * What is kept of a judgement: nothing of the branch that was not taken, so that a price typed before "not feasible" was chosen
 * does not stand beside it.
 */
export function settled(judgement: Judgement): Judgement {
  const { eligible, ineligibleRule, feasible, explanation } = judgement
  if (eligible === false) return { eligible, ineligibleRule, explanation }
  if (feasible === false) return { eligible, feasible, explanation }
  return { ...judgement, ineligibleRule: undefined }
}

/** Where a proposal stands for the office: what is to be done with it next. */
export const STANDINGS = ['appealed', 'toList', 'toJudge', 'ready', 'released', 'closed'] as const
export type Standing = (typeof STANDINGS)[number]

export function standingOf(one: {
  readonly state: ProposalState
  readonly review: Pick<Review, 'releasedAt'> | undefined
  /** Nothing is missing from the answer. */
  readonly complete: boolean
  readonly appealed: boolean
}): Standing {
  if (one.state === 'waiting') return 'toList'
  if (one.state !== 'listed') return 'closed'
  if (one.appealed) return 'appealed'
  if (one.review?.releasedAt) return 'released'
  return one.complete ? 'ready' : 'toJudge'
}
