import { isoDate } from '#platform/dates.ts'
import { formatDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'

/** A date as far as it is known: `2025-09-27`, `2025-09` → "2025-жылдын сентябры", `2021` → "2021-жыл". */
export function formatPartialDate(lang: Lang, text: string): string {
  const whole = isoDate(text)
  if (whole) return formatDate(lang, whole)
  const month = isoDate(`${text}-01`)
  if (month) {
    // Kyrgyz official dates name the month in the possessive, which Intl does not know.
    if (lang === 'ky') return formatDate(lang, month).replace('1-', '')
    const words = new Intl.DateTimeFormat(lang === 'ru' ? 'ru-KG' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' })
    return words.format(new Date(`${month}T00:00:00Z`))
  }
  return { ky: `${text}-жыл`, ru: `${text} г.`, en: text }[lang]
}
