import type { App } from '#src/app.ts'
import { listed } from './readLibrary.ts'
import type { ListedPractice } from './rules/published.ts'
import { closestInSize } from './rules/related.ts'
import { isTopic, topicOfService } from './rules/topics.ts'
import { selectLibrary } from './store/library.ts'

/** How many of a topic are weighed. */
const WEIGHED = 60

/**
 * Public practices about a topic, or about the topic of a service (`L04`), those of municipalities of about the same size
 * first; about anything where neither is given. Empty for a service that no topic belongs to.
 */
export async function relatedPractices(
  app: App,
  about: {
    readonly serviceCode?: string | undefined
    readonly topic?: string | undefined
    readonly population?: number | undefined
    /** Id of the practice that these stand beside. */
    readonly except?: string | undefined
    readonly limit: number
  },
): Promise<ListedPractice[]> {
  const { serviceCode, population, except, limit } = about
  const topic = serviceCode === undefined ? about.topic : topicOfService(serviceCode)
  const isAsked = serviceCode !== undefined || about.topic !== undefined
  if (isAsked && !isTopic(topic)) return []
  const rows = await selectLibrary(app.store.read, { topics: isTopic(topic) ? [topic] : undefined, except }, WEIGHED)
  return listed(app, closestInSize(rows, population).slice(0, limit))
}
