import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { findFeedback } from './readFeedback.ts'
import { recordOutcome, type Said } from './recordOutcome.ts'

/**
 * The author says, holding the tracking code, whether what was promised or called done is done. Refuses `feedback.unknown`,
 * and what `recordOutcome` refuses.
 */
export async function sayWhetherDone(
  app: App,
  typed: string,
  trackingCode: string,
  said: Said,
): Promise<Result<{ readonly reference: string }>> {
  const known = await findFeedback(app, typed, trackingCode)
  return known.ok ? recordOutcome(app, known.value, said) : known
}
