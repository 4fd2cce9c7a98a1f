import { SEARCH_KINDS, type SearchKind } from './document.ts'

/** A text that holds every word of a query. */
export interface Match {
  readonly id: number
  readonly kind: SearchKind
  readonly subjectId: string
  readonly lang: string
  /** Its title alone holds every word. */
  readonly named: boolean
}

/** How many things of each kind match, each once however many languages it is written in. */
export function countThings(matches: readonly Match[]): Record<SearchKind, number> {
  const things = new Map(SEARCH_KINDS.map(kind => [kind, new Set<string>()]))
  for (const { kind, subjectId } of matches) things.get(kind)?.add(subjectId)
  return Object.fromEntries([...things].map(([kind, seen]) => [kind, seen.size])) as Record<SearchKind, number>
}

/**
 * Whom to weigh: at most `most` of each kind, those in the reader's language first, then those that are called so, then what
 * was written last.
 */
export function worthWeighing(matches: readonly Match[], kinds: readonly SearchKind[], lang: string, most: number): number[] {
  const place = (one: Match) => (one.lang === lang ? 0 : 2) + (one.named ? 0 : 1)
  return kinds.flatMap(kind =>
    matches
      .filter(one => one.kind === kind)
      .sort((a, b) => place(a) - place(b) || b.id - a.id)
      .slice(0, most)
      .map(one => one.id),
  )
}
