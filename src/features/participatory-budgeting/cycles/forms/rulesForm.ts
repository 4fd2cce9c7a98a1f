import { z } from 'zod'
import type { BallotRule, CycleRules } from '../rules/cycleRules.ts'
import { BALLOT_TYPES, TIE_ORDERS } from '../rules/cycleRules.ts'
import { changeFields, money, wholeNumber } from './cycleForms.ts'

const ticked = z.literal('yes').optional()
const number = (most: number) => wholeNumber('cycle.number', most)

export const COUNT_RULES = ['equal-shares', 'phragmen', 'greedy', 'greedy-no-skip'] as const
export const COMPLETIONS = ['add1u', 'add1', 'utilitarian', 'none'] as const
export const UTILITIES = ['cost', 'cardinality'] as const
export const CHANNELS = ['code', 'eid', 'paper'] as const

/** The rules as they are typed; answers them as they are stored. */
export const rulesForm = z
  .object({
    ...changeFields,
    proposeWho: z.enum(['residents', 'anyone'], 'form.invalid'),
    maxCost: money('cycle.maxCost').optional(),
    supportNeeded: number(100_000).optional(),
    supportMostEach: number(1_000).optional(),
    minAge: number(100),
    channels: z.array(z.enum(CHANNELS, 'form.invalid')).default([]),
    eidKnowsPerson: ticked,
    mayChange: ticked,
    ballotType: z.enum(BALLOT_TYPES, 'cycle.ballotType'),
    ...{ approvalMin: number(100).optional(), approvalMax: number(100).optional() },
    ...{ pointsTotal: number(1_000).optional(), pointsMost: number(1_000).optional(), rankingMost: number(100).optional() },
    countRule: z.enum(COUNT_RULES, 'cycle.countRule'),
    utility: z.enum(UTILITIES).optional(),
    completion: z.enum(COMPLETIONS).optional(),
    threshold: number(1_000_000).optional(),
    tieOrder: z.enum(TIE_ORDERS).default('costFirst'),
    seedSource: z.string().trim().max(500, 'form.tooLong').default(''),
    ...{ leastEntitled: number(100_000), leastBallots: number(10_000), leastCell: number(1_000) },
    ...{ objectionDays: number(90), signatures: number(15).pipe(z.number().min(1, 'cycle.number')) },
  })
  .transform((typed, context) => {
    const ballot = ballotOf(typed)
    if ('missing' in ballot) {
      for (const path of ballot.missing) context.addIssue({ code: 'custom', message: 'cycle.number', path: [path] })
      return z.NEVER
    }
    return { version: typed.version, reason: typed.reason, rules: rulesOf(typed, ballot) }
  })

interface TypedRules {
  readonly proposeWho: 'residents' | 'anyone'
  readonly maxCost?: number | undefined
  readonly supportNeeded?: number | undefined
  readonly supportMostEach?: number | undefined
  readonly minAge: number
  readonly channels: readonly (typeof CHANNELS)[number][]
  readonly eidKnowsPerson?: 'yes' | undefined
  readonly mayChange?: 'yes' | undefined
  readonly countRule: (typeof COUNT_RULES)[number]
  readonly utility?: (typeof UTILITIES)[number] | undefined
  readonly completion?: (typeof COMPLETIONS)[number] | undefined
  readonly threshold?: number | undefined
  readonly tieOrder: (typeof TIE_ORDERS)[number]
  readonly seedSource: string
  readonly leastEntitled: number
  readonly leastBallots: number
  readonly leastCell: number
  readonly objectionDays: number
  readonly signatures: number
}
interface TypedBallot {
  readonly ballotType: BallotRule['type']
  readonly approvalMin?: number | undefined
  readonly approvalMax?: number | undefined
  readonly pointsTotal?: number | undefined
  readonly pointsMost?: number | undefined
  readonly rankingMost?: number | undefined
}

/** The limits of the chosen ballot; those of the others are not looked at. */
function ballotOf(typed: TypedBallot): BallotRule | { missing: string[] } {
  const { approvalMax, pointsTotal, pointsMost, rankingMost } = typed
  switch (typed.ballotType) {
    case 'approval':
      return approvalMax ? { type: 'approval', min: typed.approvalMin ?? 0, max: approvalMax } : { missing: ['approvalMax'] }
    case 'knapsack':
      return { type: 'knapsack' }
    case 'points':
      return pointsTotal && pointsMost
        ? { type: 'points', total: pointsTotal, most: pointsMost }
        : { missing: [...(pointsTotal ? [] : ['pointsTotal']), ...(pointsMost ? [] : ['pointsMost'])] }
    case 'ranking':
      return rankingMost ? { type: 'ranking', most: rankingMost } : { missing: ['rankingMost'] }
  }
}

function rulesOf(typed: TypedRules, ballot: BallotRule): CycleRules {
  const shares = typed.countRule === 'equal-shares'
  const greedy = typed.countRule === 'greedy' || typed.countRule === 'greedy-no-skip'
  const on = (channel: (typeof CHANNELS)[number]) => typed.channels.includes(channel)
  return {
    propose: { who: typed.proposeWho, ...(typed.maxCost === undefined ? {} : { maxCost: typed.maxCost }) },
    support: { needed: typed.supportNeeded ?? 0, mostEach: typed.supportMostEach ?? 5 },
    vote: {
      minAge: typed.minAge,
      channels: { code: on('code'), eid: on('eid'), paper: on('paper') },
      eidKnowsPerson: typed.eidKnowsPerson === 'yes',
      mayChange: typed.mayChange === 'yes',
    },
    ballot,
    count: {
      rule: typed.countRule,
      // What belongs to another rule is not kept: the frozen rules say only what counts.
      ...(shares ? { utility: typed.utility ?? 'cost', completion: typed.completion ?? 'add1u' } : {}),
      ...(greedy && typed.threshold ? { threshold: typed.threshold } : {}),
      tieOrder: typed.tieOrder,
      seedSource: typed.seedSource,
    },
    publish: {
      ...{ leastEntitled: typed.leastEntitled, leastBallots: typed.leastBallots, leastCell: typed.leastCell },
      ...{ objectionDays: typed.objectionDays, signatures: typed.signatures },
    },
  }
}
