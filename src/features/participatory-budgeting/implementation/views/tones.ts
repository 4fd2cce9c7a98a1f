import type { Progress, StageState } from '../rules/project.ts'

type Tone = 'neutral' | 'info' | 'attention' | 'done' | 'error'
export const STATE_TONES: Readonly<Record<Progress['state'], Tone>> = {
  late: 'attention',
  underWay: 'info',
  notStarted: 'neutral',
  finished: 'done',
}
export const STAGE_TONES: Readonly<Record<StageState, Tone>> = { done: 'done', late: 'attention', now: 'info', ahead: 'neutral' }
