import type { ReportState } from '../rules/state.ts'

/** The tone in which a state is shown beside its word. */
export const TONES: Readonly<Record<ReportState, 'neutral' | 'info' | 'attention' | 'done' | 'error'>> = {
  draft: 'neutral',
  review: 'attention',
  scheduled: 'info',
  published: 'done',
  withdrawn: 'error',
}
