import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Outcome } from './rules/answering.ts'
import { sayWhetherDone } from './sayWhetherDone.ts'
import { withdrawFeedback } from './withdrawFeedback.ts'

/** What the author posted on the page of a word: whether it was done, or that it is taken back. */
export const actAsAuthor = (
  app: App,
  reference: string,
  trackingCode: string,
  act: { readonly outcome: Outcome; readonly note?: string | undefined } | { readonly confirm: readonly string[] },
): Promise<Result<{ readonly reference: string }>> =>
  'outcome' in act ? sayWhetherDone(app, reference, trackingCode, act) : withdrawFeedback(app, reference, trackingCode)
