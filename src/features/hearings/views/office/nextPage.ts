import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { Item } from '../../rules/items.ts'
import { WORK, type Work } from '../../workOnHearing.ts'

/** Where the office goes after a piece of work: back to its part, and from one decision to the next that is open. */
export function nextPage(
  lang: Lang,
  slug: string,
  id: string,
  { work, count }: { readonly work: Work; readonly count: number | undefined },
  items: readonly Item[],
): string {
  const part = WORK[work]
  const query = new URLSearchParams({ done: work, ...(count === undefined ? {} : { count: String(count) }) })
  const open = work === 'decide' ? items.filter(item => item.fate === 'open') : []
  const next = open.find(item => item.kind === 'proposal') ?? open[0]
  if (next) query.set('item', next.id)
  return `${paths.officeHearing(lang, slug, id, part === 'announcement' ? '' : part)}?${query}${next ? '#decide' : ''}`
}
