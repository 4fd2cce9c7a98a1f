import type { App } from '#src/app.ts'
import { knownFeedback } from './knownFeedback.ts'
import type { SubjectType } from './rules/kinds.ts'
import { type SeenFeedback, seenBy } from './rules/visibility.ts'
import { selectPublished } from './store/reads.ts'

/**
 * Published words as everybody sees them, newest first; of a municipality, about a subject (`{ type: 'budgetLine', id }`) or
 * a service of the catalogue. A page that shows them is tagged `feedback:<municipality id>`.
 */
export async function readPublishedFeedback(
  app: App,
  which: {
    readonly municipalityId?: string | undefined
    readonly subject?: { readonly type: SubjectType; readonly id?: string | undefined } | undefined
    readonly catalogueCode?: string | undefined
    readonly limit: number
  },
): Promise<SeenFeedback[]> {
  const { limit, ...where } = which
  const found = await selectPublished(app.store.read, where, limit)
  return found.map(word => seenBy(knownFeedback(word), 'everybody'))
}
