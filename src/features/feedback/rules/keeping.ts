import { dateInBishkek, type IsoDate } from '#platform/dates.ts'

/** How long an address is kept after the last step of a word: long enough to answer, not longer. */
export const CONTACT_MONTHS = 12
/** How long a form that was begun is kept. */
export const DRAFT_HOURS = 24
/** How long the first answer to a repeatable request is kept. */
export const ANSWER_HOURS = 24

/**
 * The day on which a contact is erased: twelve months after the word's last step. Each step moves it; the step that closes
 * the word is the last, so a contact is gone twelve months after closing, and never waits for a closing that does not come.
 */
export function contactEraseOn(lastStep: Date): IsoDate {
  const [year = 0, month = 0, day = 0] = dateInBishkek(lastStep).split('-').map(Number)
  const months = month - 1 + CONTACT_MONTHS
  // The last day of a shorter month stands for a day it does not have.
  const lastOfMonth = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10) as IsoDate
}

export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * 3_600_000)
