import { rateLimit } from '#platform/rateLimit.ts'

/** How often one sender may ask to be reminded: villages share an address, programs do not need it. */
export const flood = { askReminder: rateLimit(60, 600) } as const
