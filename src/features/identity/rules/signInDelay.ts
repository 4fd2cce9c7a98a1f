/** Tries that cost nothing: people mistype. */
const FREE_TRIES = 5
const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 15 * 60_000
/** Tries older than this are forgotten. */
export const TRIES_KEPT_MS = 24 * 3_600_000

export interface Tries {
  readonly count: number
  readonly lastAt: Date
}

/** How long after the last of `count` failed tries the next one is looked at: 0, then 5 s doubling up to 15 minutes. */
export const delayAfter = (count: number): number =>
  count < FREE_TRIES ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (count - FREE_TRIES))

/**
 * Milliseconds to wait before the next try, 0 for none. A try during the wait is not counted, so waiting always ends;
 * strangers' tries and those of a browser known to the account are counted apart, so nobody locks another person out.
 */
export function waitFor(tries: Tries | undefined, now: Date): number {
  if (!tries || now.getTime() - tries.lastAt.getTime() > TRIES_KEPT_MS) return 0
  return Math.max(0, tries.lastAt.getTime() + delayAfter(tries.count) - now.getTime())
}
