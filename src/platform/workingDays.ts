import type { IsoDate } from './dates.ts'

/** What makes a day other than its weekday says: holidays and other days off, and weekends that are worked. */
export interface Holidays {
  readonly daysOff: ReadonlySet<string>
  readonly workedDays: ReadonlySet<string>
}

const DAY_MS = 86_400_000
/** No run of days off is nearly as long: data that says so is broken. */
const MOST_DAYS_OFF = 366

const shift = (date: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as IsoDate

/** Monday to Friday but holidays; a weekend day only where it was made a day of work. */
export function isWorkingDay(date: IsoDate, holidays: Holidays): boolean {
  if (holidays.workedDays.has(date)) return true
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.daysOff.has(date)
}

/** Every word of a day asks for the same terms; walking to them is what costs most of a term. */
const known = new WeakMap<Holidays, Map<string, IsoDate>>()
const MOST_KNOWN = 1_000

/**
 * The `n`th working day after a date; the date itself is not counted. With 0 the date, where it is a working day, else the
 * next one.
 */
export function addWorkingDays(date: IsoDate, n: number, holidays: Holidays): IsoDate {
  const days = known.get(holidays) ?? new Map<string, IsoDate>()
  known.set(holidays, days)
  const key = `${date} ${n}`
  const found = days.get(key) ?? walk(date, n, holidays)
  if (days.size < MOST_KNOWN) days.set(key, found)
  return found
}

function walk(date: IsoDate, n: number, holidays: Holidays): IsoDate {
  let at = date
  for (let off = 0; n === 0 && !isWorkingDay(at, holidays); off += 1) at = next(at, off)
  for (let left = n, off = 0; left > 0;) {
    at = next(at, off)
    if (isWorkingDay(at, holidays)) {
      left -= 1
      off = 0
    } else off += 1
  }
  return at
}

function next(date: IsoDate, off: number): IsoDate {
  if (off > MOST_DAYS_OFF) throw new Error(`no working day for a year before ${date}`)
  return shift(date, 1)
}

/** How many working days lie after `from`, up to and with `to`; negative where `to` comes before. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, holidays: Holidays): number {
  if (to < from) return 0 - workingDaysBetween(to, from, holidays)
  let count = 0
  for (let at = from; at < to;) {
    at = shift(at, 1)
    if (isWorkingDay(at, holidays)) count += 1
  }
  return count
}
