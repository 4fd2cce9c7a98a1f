/** An invitation, or a link that the operator made, is good for a week. */
export const LINK_DAYS = 7
/** One that somebody asked for on the page of a lost password is used at once, or not. */
export const RESET_HOURS = 2
const HOUR_MS = 3_600_000

/** How many links to a new password one address is sent in an hour; whoever asks more often is answered alike. */
export const MOST_RESETS = 3

/** When a link ends that is made now. */
export const linkEnd = (now: Date, kind: 'week' | 'short'): Date =>
  new Date(now.getTime() + (kind === 'week' ? LINK_DAYS * 24 : RESET_HOURS) * HOUR_MS)

/** Ends of the short links that were made within the last hour: after the first instant, up to the second. */
export const endsOfLastHour = (now: Date): readonly [Date, Date] => [
  new Date(now.getTime() + (RESET_HOURS - 1) * HOUR_MS),
  new Date(now.getTime() + RESET_HOURS * HOUR_MS),
]
