import type { Outcome, Standing } from '../../rules/review.ts'

type Tone = 'neutral' | 'info' | 'attention' | 'done' | 'error'
export const STANDING_TONES: Readonly<Record<Standing, Tone>> = {
  appealed: 'error',
  toList: 'attention',
  toJudge: 'attention',
  ready: 'info',
  released: 'done',
  closed: 'neutral',
}
export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = { accepted: 'done', notEligible: 'error', notFeasible: 'attention' }
