/** Wrong codes that cost nothing: people mistype. */
const FREE = 3
const FIRST_MS = 1_000
export const LONGEST_MS = 15_000
/** After so long without a wrong code a sender begins anew. */
export const FORGOTTEN_MS = 15 * 60_000
/** Wrong answers of one sender that wait at once; the next ones are told to come back. */
export const MOST_WAITING = 8

/** How long the answer to the `count`th wrong code of a sender waits: nothing, then 1 s doubling up to 15 s. */
export const guessDelay = (count: number): number =>
  count <= FREE ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** (count - FREE - 1))
