import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { formatDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { type Hearing, textFor } from './rules/hearing.ts'
import { timeInBishkek } from './rules/schedule.ts'
import { words } from './words.ts'

/** "14:00–16:00". */
export const hoursOf = (hearing: Pick<Hearing, 'startsAt' | 'endsAt'>): string =>
  `${timeInBishkek(hearing.startsAt)}–${timeInBishkek(hearing.endsAt)}`

/** Where it is held, in one line: the village, then the house. */
export const placeOf = (hearing: Pick<Hearing, 'village' | 'venue'>): string =>
  [hearing.village, hearing.venue].filter(Boolean).join(', ')

/** The announcement as plain text for WhatsApp and Facebook: what, when, where, and the address of the page. */
export function announcementText(lang: Lang, hearing: Hearing, municipality: Municipality, siteUrl: string): string {
  const t = words(lang)
  const { title, lead, startsAt, onlineUrl } = hearing
  const place = placeOf(hearing)
  return [
    textFor(title, lang).text.toLocaleUpperCase(lang),
    municipality.names[lang],
    '',
    `${t('when')}: ${formatDate(lang, dateInBishkek(startsAt))}, ${hoursOf(hearing)}`,
    ...(place ? [`${t('where')}: ${place}`] : []),
    ...(onlineUrl ? [`${t('online')}: ${onlineUrl}`] : []),
    ...(lead ? ['', textFor(lead, lang).text] : []),
    '',
    `${t('text.page')}: ${siteUrl}${paths.hearing(lang, municipality.slug, hearing.id)}`,
  ].join('\n')
}

/** Opens WhatsApp with the text ready to send; long texts are cut where its address would be too long. */
export const whatsAppLink = (text: string): string => `https://wa.me/?text=${encodeURIComponent(text.slice(0, 1_500))}`
