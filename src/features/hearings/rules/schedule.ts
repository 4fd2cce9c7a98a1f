import { dateInBishkek, type IsoDate, startOfDate } from '#platform/dates.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Whole days from the announcement to the day of the hearing, as the calendar counts them. */
export const noticeDays = (announcedAt: Date, startsAt: Date): number =>
  Math.round((startOfDate(dateInBishkek(startsAt)).getTime() - startOfDate(dateInBishkek(announcedAt)).getTime()) / DAY_MS)

/** Working days ahead below which announcing asks first; what the law wants is to be confirmed. */
export const USUAL_NOTICE = 10

/** A day and a clock time in Bishkek as an instant. */
export function instantOf(date: IsoDate, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(startOfDate(date).getTime() + (hours * 60 + minutes) * MINUTE_MS)
}

/** `14:00` in Bishkek. */
export const timeInBishkek = (at: Date): string => new Date(at.getTime() + 6 * 60 * MINUTE_MS).toISOString().slice(11, 16)

/** What a new hearing lasts where nobody said. */
export const USUAL_MINUTES = 120
export const usualEnd = (startsAt: Date): Date => new Date(startsAt.getTime() + USUAL_MINUTES * MINUTE_MS)

/** Days after which an office is told that a hearing still has no published results. */
export const RESULTS_DUE_DAYS = 5
export const resultsDueSince = (now: Date): Date => new Date(now.getTime() - RESULTS_DUE_DAYS * DAY_MS)

/** An address given for a reminder is erased this many days after the hearing. */
const KEPT_DAYS = 2
export const reminderEraseOn = (endsAt: Date): IsoDate => dateInBishkek(new Date(endsAt.getTime() + KEPT_DAYS * DAY_MS))
