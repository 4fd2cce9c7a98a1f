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

/** How many times as many words are looked at, so that the country's answers come from more than one municipality. */
const LOOKED_THROUGH = 12

/**
 * Published words with their public answer, as everybody sees them, the latest answered first; of the whole country one of
 * each municipality before a second one of any. What was asked is `text`, what was answered `answer`, what its author says of
 * it `case.outcome`. Tags as above.
 */
export async function readRecentAnswers(
  app: App,
  { municipalityId, limit }: { readonly municipalityId?: string | undefined; readonly limit: number },
): Promise<SeenFeedback[]> {
  const rows = await selectRecentlyAnswered(app.store.read, municipalityId, municipalityId ? limit : limit * LOOKED_THROUGH)
  const isFirst = rows.map((row, at) => rows.findIndex(one => one.municipalityId === row.municipalityId) === at)
  const chosen = [...rows.filter((_, at) => isFirst[at]), ...rows.filter((_, at) => !isFirst[at])].slice(0, limit)
  const found = await Promise.all(chosen.map(row => selectByReference(app.store.read, row.reference)))
  return found.flatMap(word => (word ? [seenBy(knownFeedback(word), 'everybody')] : [])).filter(seen => seen.answer !== undefined)
}
