import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { STATION_WORK, type Work } from '../../workOnStation.ts'

/** Where the office goes after a piece of work: back to its part, and from one ballot to the next, past the page's head. */
export function nextStationPage(
  lang: Lang,
  slug: string,
  cycle: string,
  station: number,
  { work, number }: { readonly work: Work; readonly number: number | undefined },
): string {
  const at = (part: string) => paths.officeCycle(lang, slug, cycle, `paper${part}`)
  if (work === 'remove') return `${at('')}?done=removed`
  const part = STATION_WORK[work]
  const query = new URLSearchParams({ done: work, ...(number === undefined ? {} : { number: String(number) }) })
  return `${at(`/${station}${part && `/${part}`}`)}?${query}${work === 'key' ? '#kept' : ''}`
}
