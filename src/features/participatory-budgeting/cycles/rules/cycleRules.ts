import { z } from 'zod'
import type { BallotRule, CycleRules } from '#db/schema/pbCycles.ts'

export type { BallotRule, CycleRules }

export const BALLOT_TYPES = ['approval', 'knapsack', 'points', 'ranking'] as const satisfies readonly BallotRule['type'][]

/** What decides between equals before the lot does. */
export const TIE_ORDERS = ['costFirst', 'scoreFirst'] as const satisfies readonly CycleRules['count']['tieOrder'][]

const whole = z.number().int().min(0)
const ballotRule = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approval'), min: whole, max: whole.min(1) }),
  z.object({ type: z.literal('knapsack') }),
  z.object({ type: z.literal('points'), total: whole.min(1), most: whole.min(1) }),
  z.object({ type: z.literal('ranking'), most: whole.min(1) }),
])

/** The rules of a cycle as they are stored, frozen and published. */
export const cycleRules = z.object({
  propose: z.object({ who: z.enum(['residents', 'anyone']), maxCost: whole.optional().meta({ description: 'Tyiyn' }) }),
  support: z.object({ needed: whole, mostEach: whole }),
  vote: z.object({
    minAge: whole,
    channels: z.object({ code: z.boolean(), eid: z.boolean(), paper: z.boolean() }),
    eidKnowsPerson: z.boolean(),
    mayChange: z.boolean(),
  }),
  ballot: ballotRule,
  count: z.object({
    rule: z.enum(['greedy', 'greedy-no-skip', 'equal-shares', 'phragmen']),
    utility: z.enum(['cost', 'cardinality']).optional(),
    completion: z.enum(['none', 'utilitarian', 'add1', 'add1u']).optional(),
    threshold: whole.optional(),
    tieOrder: z.enum(TIE_ORDERS).optional(),
    seedSource: z.string(),
  }),
  publish: z.object({
    leastEntitled: whole,
    leastBallots: whole,
    leastCell: whole,
    objectionDays: whole,
    signatures: whole.min(1),
  }),
}) satisfies z.ZodType<CycleRules>

/** What a new cycle starts with: the thresholds of the secret ballot's design, and a ballot that is hard to mark. */
export const DEFAULT_RULES: CycleRules = {
  propose: { who: 'residents' },
  support: { needed: 0, mostEach: 5 },
  vote: { minAge: 16, channels: { code: true, eid: false, paper: true }, eidKnowsPerson: false, mayChange: false },
  ballot: { type: 'approval', min: 0, max: 5 },
  count: { rule: 'equal-shares', utility: 'cost', completion: 'add1u', tieOrder: 'costFirst', seedSource: '' },
  publish: { leastEntitled: 100, leastBallots: 30, leastCell: 10, objectionDays: 10, signatures: 2 },
}
