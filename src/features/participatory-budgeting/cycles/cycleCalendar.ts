import { ICalCalendarMethod, ICalEventStatus, default as calendar } from 'ical-generator'
import { dateInBishkek, ZONE } from '#platform/dates.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { words } from '../words.ts'
import { type Cycle, inLanguage } from './rules/cycle.ts'

/**
 * The phases of a cycle as whole days in iCalendar (RFC 5545). An event keeps its UID for ever; every change of the cycle raises its
 * SEQUENCE, so that calendars which took it over take moved dates over as well.
 */
export function cycleCalendar(lang: Lang, cycle: Cycle, siteUrl: string, now: Date): string {
  const t = words(lang)
  const url = `${siteUrl}${paths.cycle(lang, cycle.id)}`
  const name = inLanguage(cycle.titles, lang)
  const feed = calendar({
    name,
    prodId: { company: 'Ashar', product: 'Cycles', language: lang.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
    x: [['X-WR-TIMEZONE', ZONE]],
  })
  const cancelled = cycle.state === 'cancelled'
  for (const phase of cycle.phases)
    feed.createEvent({
      id: `cycle-${cycle.id}-${phase.kind}@${new URL(siteUrl).hostname}`,
      sequence: cycle.version,
      stamp: now,
      // Days of the calendar, whatever zone it is read in; the end of a whole-day event is the day after.
      start: new Date(`${dateInBishkek(phase.startsAt)}T00:00:00Z`),
      end: new Date(`${dateInBishkek(phase.endsAt)}T00:00:00Z`),
      allDay: true,
      timezone: 'UTC',
      summary: `${t(`phase.${phase.kind}`)}: ${name}`,
      description: [cancelled && `${t('cycle.cancelled')}: ${cycle.cancelReason}`, url].filter(Boolean).join('\n\n'),
      url,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  return feed.toString()
}
