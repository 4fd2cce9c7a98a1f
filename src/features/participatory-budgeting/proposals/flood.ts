import { rateLimit } from '#platform/rateLimit.ts'

/** How much one sender may do; whole villages share an address, so these hold back programs, not neighbours. */
export const flood = {
  send: rateLimit(60, 600),
  /** Mail to addresses that somebody typed. */
  mail: rateLimit(60, 600),
  /** Mail that an address did not ask for itself, whoever typed it: a stranger's box is not filled from here. */
  address: rateLimit(30, 86_400),
  support: rateLimit(120, 600),
  /** Codes that open nothing: a right one always opens. */
  wrongCode: rateLimit(30, 600),
  suggest: rateLimit(600, 600),
} as const
