import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { listed } from './readLibrary.ts'
import { relatedPractices } from './relatedPractices.ts'
import type { ListedPractice } from './rules/published.ts'
import { isTopic } from './rules/topics.ts'
import { selectPlaced } from './store/library.ts'
import { practiceBySlug } from './store/practices.ts'

const SHOWN = 12

/**
 * Practices of others that an office might take over: the one it came for first (`take`, an address part), then those of a
 * topic, of municipalities of its size before others.
 */
export async function readToAdopt(
  app: App,
  municipality: Municipality,
  asked: { readonly take?: string | undefined; readonly topic?: string | undefined },
): Promise<ListedPractice[]> {
  const row = asked.take && /^[a-z0-9-]{1,80}$/.test(asked.take) ? await practiceBySlug(app.store.read, asked.take) : undefined
  const first = row ? await listed(app, await selectPlaced(app.store.read, [row.id])) : []
  const topic = isTopic(asked.topic) ? asked.topic : undefined
  if (first.length > 0 && !topic) return first
  const found = await relatedPractices(app, { topic, population: municipality.population, limit: SHOWN })
  const others = found.filter(one => one.municipality?.id !== municipality.id && one.id !== row?.id)
  return [...first, ...others]
}
