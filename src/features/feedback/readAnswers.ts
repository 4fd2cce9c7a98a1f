import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import { type SeenFeedback, seenBy } from './rules/visibility.ts'
import { selectAnswerRecord, selectRecentlyAnswered } from './store/inbox.ts'
import { selectByReference } from './store/reads.ts'

/** Words that are owed an answer, and how they were answered. */
export interface AnswerCount {
  readonly asked: number
  readonly inTime: number
  readonly late: number
  readonly overdue: number
  readonly done: number
}

/**
 * How words that are owed an answer were answered, in a municipality or the whole country: asked, answered in time (the outer
 * limit), answered late, overdue now, and done as their authors say. Tags: `feedback:<municipality id>`, `country`.
 */
export const readAnswerRecord = (
  app: App,
  { municipalityId }: { readonly municipalityId?: string | undefined } = {},
): Promise<AnswerCount> => selectAnswerRecord(app.store.read, municipalityId, dateInBishkek(app.now()))

/**
 * Published words with their public answer, as everybody sees them, the latest answered first: what was asked (`text`), what
 * was answered (`answer`), what its author says of it (`case.outcome`). Tags as above.
 */
export async function readRecentAnswers(
  app: App,
  { municipalityId, limit }: { readonly municipalityId?: string | undefined; readonly limit: number },
): Promise<SeenFeedback[]> {
  const rows = await selectRecentlyAnswered(app.store.read, municipalityId, limit)
  const found = await Promise.all(rows.map(row => selectByReference(app.store.read, row.reference)))
  return found.flatMap(word => (word ? [seenBy(knownFeedback(word), 'everybody')] : [])).filter(seen => seen.answer !== undefined)
}
