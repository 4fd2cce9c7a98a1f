import { rateLimit } from '#platform/rateLimit.ts'

/** How often one sender may say whether work was done; a whole village shares an address. */
export const confirmFlood = rateLimit(120, 600)
