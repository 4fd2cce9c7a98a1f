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

const SHOWN = 3

/**
 * Practices of others for the services that a municipality does least well (codes, the weakest first); of its own size where
 * none is about any of them.
 */
export async function practicesForWeakest(
  app: App,
  place: { readonly id: string; readonly population?: number | undefined },
  weakest: readonly string[],
): Promise<ListedPractice[]> {
  const found = new Map<string, ListedPractice>()
  for (const serviceCode of [...weakest.slice(0, SHOWN), undefined]) {
    if (found.size >= SHOWN || (serviceCode === undefined && found.size > 0)) break
    for (const one of await relatedPractices(app, { serviceCode, population: place.population, limit: SHOWN + 1 }))
      if (one.municipality?.id !== place.id) found.set(one.id, one)
  }
  return [...found.values()].slice(0, SHOWN)
}
