import { ICalCalendarMethod, ICalEventStatus, default as calendar } from 'ical-generator'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { ZONE } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { placeOf } from './announcementText.ts'
import { type Hearing, textFor } from './rules/hearing.ts'
import { words } from './words.ts'

/** A hearing with its municipality, for lists of the country. */
export interface PlacedHearing {
  readonly hearing: Hearing
  readonly municipality: Municipality
}

/**
 * Hearings as iCalendar (RFC 5545). An event keeps its UID for ever; moving or cancelling raises its SEQUENCE, so that
 * calendars which took it over take the change over as well. Instants are in UTC, which every calendar shows in its own zone.
 */
export function hearingCalendar(lang: Lang, name: string, hearings: readonly PlacedHearing[], siteUrl: string): string {
  const t = words(lang)
  const feed = calendar({
    name,
    prodId: { company: 'Ashar', product: 'Hearings', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
    x: [['X-WR-TIMEZONE', ZONE]],
  })
  for (const { hearing, municipality } of hearings) {
    const url = `${siteUrl}${paths.hearing(lang, municipality.slug, hearing.id)}`
    const cancelled = hearing.state === 'cancelled'
    const title = textFor(hearing.title, lang).text
    const lead = hearing.lead && textFor(hearing.lead, lang).text
    const why = cancelled ? `${t('phase.cancelled')}: ${hearing.cancelReason}` : hearing.moves.at(-1)?.reason
    feed.createEvent({
      id: uidOf(hearing, siteUrl),
      sequence: hearing.sequence,
      stamp: hearing.changedAt,
      start: hearing.startsAt,
      end: hearing.endsAt,
      summary: `${municipality.names[lang]}: ${title}`,
      description: [why, lead, hearing.onlineUrl, url].filter(Boolean).join('\n\n'),
      location: placeOf(hearing) || hearing.onlineUrl || null,
      url,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      lastModified: hearing.changedAt,
    })
  }
  return feed.toString()
}

/** Stays the same whatever happens to the hearing. */
export const uidOf = (hearing: Pick<Hearing, 'id'>, siteUrl: string): string =>
  `hearing-${hearing.id}@${new URL(siteUrl).hostname}`
