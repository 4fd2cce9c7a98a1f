import { type Quarter, quarterBounds } from '#platform/dates.ts'
import type { Kind, Moderation } from './kinds.ts'

export const QUEUE_STATES = [
  'waiting',
  'published',
  'publishedInPart',
  'refused',
  'private',
  'withdrawn',
] as const satisfies readonly Moderation[]

/** Words are looked through one by one, so only this many of the first that pass the other filters. */
export const MOST_SEARCHED = 20_000

/** What the desk looks for; a filter that is not there lets everything pass. */
export interface QueueFilters {
  readonly state: Moderation | 'all'
  /** An oblast, a raion or a municipality. */
  readonly place?: string | undefined
  readonly kind?: Kind | undefined
  /** Code of the catalogue. */
  readonly code?: string | undefined
  readonly quarter?: Quarter | undefined
  readonly meanFrom?: number | undefined
  readonly meanTo?: number | undefined
  /** Words in the text, or a reference. */
  readonly text?: string | undefined
  readonly order: 'oldest' | 'newest'
  /** Where the page before this one ended. */
  readonly after?: Cursor | undefined
}

/** Which words the store looks for, once places and quarters are resolved. */
export interface QueueSearch {
  readonly state: Moderation
  readonly municipalityIds?: readonly string[] | undefined
  readonly kind?: Kind | undefined
  readonly code?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly meanFrom?: number | undefined
  readonly meanTo?: number | undefined
  readonly text?: string | undefined
  readonly order: 'oldest' | 'newest'
  readonly after?: Cursor | undefined
}

export interface Cursor {
  readonly at: Date
  readonly id: string
}
/** Who waits longest comes first; of what is done, the newest. */
export const usualOrder = (state: QueueFilters['state']): QueueFilters['order'] => (state === 'waiting' ? 'oldest' : 'newest')

/** A page after this cursor begins with the word: no id lies between the two. */
export const cursorBefore = (
  word: { readonly id: string; readonly submittedAt: Date },
  order: QueueFilters['order'],
): Cursor => ({
  at: word.submittedAt,
  id: order === 'oldest' ? word.id.slice(0, -1) : `${word.id}z`,
})

export const writeCursor = ({ at, id }: Cursor): string => `${at.getTime().toString(36)}~${id}`
export function readCursor(text: string): Cursor | undefined {
  const [, time, id] = /^([0-9a-z]{1,11})~([\w-]{1,64})$/.exec(text) ?? []
  const at = new Date(Number.parseInt(time ?? '', 36))
  return id === undefined || Number.isNaN(at.getTime()) ? undefined : { at, id }
}

/** One search for each state asked for: each reads its own stretch of the queue's index. */
export function searchesOf(filters: QueueFilters, municipalityIds: readonly string[] | undefined): QueueSearch[] {
  const { state, place: _, quarter, ...rest } = filters
  const bounds = quarter && quarterBounds(quarter)
  const states = state === 'all' ? QUEUE_STATES : [state]
  return states.map(one => ({ ...rest, state: one, municipalityIds, from: bounds?.from, until: bounds?.until }))
}
