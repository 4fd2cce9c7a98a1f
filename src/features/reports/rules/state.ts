import { err, ok, type Result } from '#platform/result.ts'

export const REPORT_STATES = ['draft', 'review', 'scheduled', 'published', 'withdrawn'] as const
export type ReportState = (typeof REPORT_STATES)[number]
/** What may be done with a report; each has its use case. */
export type ReportAct = 'save' | 'handToReview' | 'sendBack' | 'publish' | 'schedule' | 'correct' | 'withdraw' | 'discard'

/**
 * Where each act leads from each state. Saving while a date is set would put unseen words on it, so the report goes back
 * first; after publication the working copy is saved beside what everybody reads.
 */
export const TRANSITIONS: Readonly<Record<ReportAct, Partial<Readonly<Record<ReportState, ReportState | 'gone'>>>>> = {
  save: { draft: 'draft', review: 'review', published: 'published' },
  handToReview: { draft: 'review' },
  sendBack: { review: 'draft', scheduled: 'draft' },
  publish: { draft: 'published', review: 'published', scheduled: 'published' },
  schedule: { draft: 'scheduled', review: 'scheduled', scheduled: 'scheduled' },
  correct: { published: 'published' },
  withdraw: { published: 'withdrawn' },
  discard: { draft: 'gone', review: 'gone' },
}

export const mayDo = (state: ReportState, act: ReportAct): boolean => TRANSITIONS[act][state] !== undefined

/** Whether an act fits the state, on the version that was seen. A report that moved meanwhile is `edited.meanwhile`. */
export function checkAct(
  report: { readonly state: ReportState; readonly version: number },
  act: ReportAct,
  seenVersion: number,
): Result<void, 'edited.meanwhile' | 'report.state'> {
  if (report.version !== seenVersion) return err('edited.meanwhile')
  return mayDo(report.state, act) ? ok() : err('report.state')
}

/** Whether it has a page at all: a withdrawn report keeps its title, its dates and the reason. */
export const hasPage = (state: ReportState): boolean => state === 'published' || state === 'withdrawn'
