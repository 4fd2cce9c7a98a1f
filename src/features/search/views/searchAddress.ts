import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { SearchQuery } from '../forms/searchQuery.ts'

/** The address of the same search with some of it changed; an empty part is left out. */
export function searchAddress(
  lang: Lang,
  query: SearchQuery,
  change: { [K in keyof SearchQuery]?: SearchQuery[K] | undefined },
): string {
  const parts = new URLSearchParams()
  const { q, m, kind, after } = { ...query, after: undefined, ...change }
  for (const [name, value] of Object.entries({ q, m, kind, after })) if (value) parts.set(name, value)
  return `${paths.search(lang)}?${parts}`
}
