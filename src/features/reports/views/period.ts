import type { IsoDate } from '#platform/dates.ts'
import { formatDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'

/** "2025", "2025-жылдын 1-январы – 2025-жылдын 30-июну", one date, or nothing. */
export function periodOf(
  lang: Lang,
  period: { periodFrom?: IsoDate | undefined; periodTo?: IsoDate | undefined },
): string | undefined {
  const { periodFrom: from, periodTo: to } = period
  if (!from || !to) return from || to ? formatDate(lang, (from ?? to) as IsoDate) : undefined
  const year = from.slice(0, 4)
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year
  return from === to ? formatDate(lang, from) : `${formatDate(lang, from)} – ${formatDate(lang, to)}`
}
