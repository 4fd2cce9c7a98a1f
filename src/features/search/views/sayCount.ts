import { formatNumber } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'

/** "716", or "700+" where there are more than were counted. */
export const sayCount = (lang: Lang, count: number, isMore: boolean): string =>
  isMore ? `${formatNumber(lang, count < 100 ? count : Math.floor(count / 100) * 100)}+` : formatNumber(lang, count)
