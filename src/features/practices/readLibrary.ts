import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { readUnitsWithin } from '#features/municipalities/readUnitsWithin.ts'
import type { UnitRef } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { COST_BANDS, SIZE_BANDS } from './rules/bands.ts'
import { type LibraryFilters, writeCursor } from './rules/library.ts'
import { type ListedPractice, type PlacedRow, publishedOf } from './rules/published.ts'
import { isTopic, type Topic, TOPICS } from './rules/topics.ts'
import { adopters, countAdoptions } from './store/adoptions.ts'
import { type LibrarySearch, selectLibrary, topicsInUse } from './store/library.ts'

/** An id that no unit has: a place that does not exist has no practices. */
const NOWHERE = '-'

async function searchOf(app: App, { topic, cost, size, oblast, of, adoptedBy, after }: LibraryFilters): Promise<LibrarySearch> {
  const unit = oblast === undefined ? undefined : await readUnit(app, oblast)
  const own = of === undefined ? undefined : ((await readMunicipality(app, of))?.id ?? NOWHERE)
  const within = oblast === undefined ? undefined : await readUnitsWithin(app, unit?.id ?? NOWHERE)
  return {
    topics: topic && [topic],
    cost: cost && COST_BANDS[cost],
    size: size && SIZE_BANDS[size],
    within: own === undefined ? within : within === undefined || within.includes(own) ? [own] : [],
    adoptedBy: adoptedBy === undefined ? undefined : ((await readMunicipality(app, adoptedBy))?.id ?? NOWHERE),
    after,
  }
}

/** Practices that everybody may read, by what is asked, the newest first, a page at a time; `next` is for `after`. */
export async function readLibrary(
  app: App,
  filters: LibraryFilters,
  limit = 20,
): Promise<{ readonly items: readonly ListedPractice[]; readonly next: string | undefined }> {
  const found = await selectLibrary(app.store.read, await searchOf(app, filters), limit + 1)
  const items = await listed(app, found.slice(0, limit))
  const last = found.length > limit ? items.at(-1) : undefined
  return { items, next: last && writeCursor({ at: last.publishedAt, id: last.id }) }
}

/** What the library can be narrowed by today: the topics and the adopting municipalities that there are. */
export async function readLibraryOptions(
  app: App,
): Promise<{ readonly topics: readonly Topic[]; readonly adopters: readonly Omit<UnitRef, 'id'>[] }> {
  const [used, places] = await Promise.all([topicsInUse(app.store.read), adopters(app.store.read)])
  const known = new Set(used.filter(isTopic))
  return {
    topics: TOPICS.filter(topic => known.has(topic)),
    adopters: places.map(({ slug, ky, ru, en }) => ({ slug, names: { ky, ru, en } })),
  }
}

/** Stored rows as lists show them. */
export async function listed(app: App, rows: readonly PlacedRow[]): Promise<ListedPractice[]> {
  const shown = rows.map(publishedOf).filter(one => one !== undefined)
  const counts = await countAdoptions(
    app.store.read,
    shown.map(one => one.id),
  )
  return shown.map(one => ({ ...one, adoptions: counts.get(one.id) ?? { adopted: 0, wanted: 0 } }))
}
