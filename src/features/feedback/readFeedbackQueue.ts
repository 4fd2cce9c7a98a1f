import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitsWithin } from '#features/municipalities/readUnitsWithin.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { Reading } from '#db/store.ts'
import type { App } from '#src/app.ts'
import type { Moderation } from './rules/kinds.ts'
import { QUEUE_STATES, type QueueFilters, searchesOf, writeCursor } from './rules/queue.ts'
import { parseReference } from './rules/reference.ts'
import type { KnownFeedback } from './rules/visibility.ts'
import { type LineNames, selectLineNames } from './store/lineNames.ts'
import { selectWord } from './store/moderation.ts'
import { countQueue, MOST_COUNTED, selectQueue } from './store/queue.ts'
import type { FeedbackRow } from './store/words.ts'

/** A word as the desk's list shows it. */
export interface QueueItem {
  readonly reference: string
  readonly submittedAt: Date
  readonly municipalityId: string
  readonly kind: FeedbackRow['kind']
  readonly subject: KnownFeedback['subject']
  readonly catalogueCode: string | undefined
  readonly ratingMean: number | undefined
  readonly moderation: Moderation
  readonly status: string
  readonly channel: FeedbackRow['channel']
  readonly language: FeedbackRow['language']
  /** The words as sent, whole. */
  readonly text: string | undefined
  readonly publishedText: string | undefined
  readonly isDemo: boolean
}

export interface Queue {
  readonly items: readonly QueueItem[]
  /** For `after`; undefined at the end. */
  readonly next: string | undefined
  /** Words in each state under the other filters; over `countedTo` only that there are more is known. */
  readonly counts: Readonly<Record<Moderation, number>>
  readonly countedTo: number
}

/** Rows as the desk's list shows them. */
async function itemsOf(db: Reading, rows: readonly FeedbackRow[]): Promise<QueueItem[]> {
  const names = await selectLineNames(db, rows)
  return rows.map(row => itemOf(row, names.get(row.subjectId ?? '')))
}

const itemOf = (row: FeedbackRow, names: LineNames | undefined): QueueItem => ({
  reference: row.reference,
  submittedAt: row.submittedAt,
  municipalityId: row.municipalityId,
  kind: row.kind,
  subject: { type: row.subjectType, id: row.subjectId ?? undefined, label: row.subjectLabel, names },
  catalogueCode: row.catalogueCode ?? undefined,
  ratingMean: row.ratingMean ?? undefined,
  moderation: row.moderation,
  status: row.status,
  channel: row.channel,
  language: row.language,
  text: row.text ?? undefined,
  publishedText: row.publishedText ?? undefined,
  isDemo: row.isDemo,
})

/** The desk's queue: words that pass the filters, in order, a page at a time; and how many stand in each state. */
export async function readFeedbackQueue(
  app: App,
  viewer: Viewer,
  filters: QueueFilters,
  limit = 50,
): Promise<Result<Queue, 'forbidden'>> {
  if (!may(viewer, 'desk.read')) return err('forbidden')
  const db = app.store.read
  const within = filters.place === undefined ? undefined : await readUnitsWithin(app, filters.place)
  const counted = await Promise.all(
    searchesOf({ ...filters, state: 'all' }, within).map(async search => [search.state, await countQueue(db, search)] as const),
  )
  const counts = Object.fromEntries(counted) as Record<Moderation, number>
  // A reference typed into the search finds its word, whatever the other filters say.
  const reference = filters.text === undefined ? undefined : parseReference(filters.text)
  const named = reference?.ok ? await selectWord(db, reference.value) : undefined
  if (named) return ok({ items: await itemsOf(db, [named]), next: undefined, counts, countedTo: MOST_COUNTED })

  const found = await Promise.all(searchesOf(filters, within).map(search => selectQueue(db, search, limit + 1)))
  const sign = filters.order === 'oldest' ? 1 : -1
  const rows = found
    .flat()
    .sort((a, b) => sign * (a.submittedAt.getTime() - b.submittedAt.getTime() || (a.id < b.id ? -1 : 1)))
    .slice(0, limit + 1)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return ok({
    items: await itemsOf(db, rows.slice(0, limit)),
    next: last && writeCursor({ at: last.submittedAt, id: last.id }),
    counts,
    countedTo: MOST_COUNTED,
  })
}

/** Every word that passes the filters, in order, in pages: for exports. */
export async function* eachQueueItem(app: App, filters: QueueFilters, most: number): AsyncGenerator<QueueItem[]> {
  const within = filters.place === undefined ? undefined : await readUnitsWithin(app, filters.place)
  const states = filters.state === 'all' ? QUEUE_STATES : [filters.state]
  let left = most
  for (const state of states) {
    let after = undefined as QueueFilters['after']
    while (left > 0) {
      const [search] = searchesOf({ ...filters, state, after }, within)
      const rows = search ? await selectQueue(app.store.read, search, Math.min(500, left)) : []
      if (rows.length === 0) break
      left -= rows.length
      const last = rows.at(-1) as FeedbackRow
      after = { at: last.submittedAt, id: last.id }
      yield await itemsOf(app.store.read, rows)
    }
  }
}
