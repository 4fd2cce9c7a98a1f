import { rateLimit } from '#platform/rateLimit.ts'

/** How often one sender may ask to be reminded, or for a poster to be drawn: villages share an address. */
export const flood = { askReminder: rateLimit(60, 600), drawPoster: rateLimit(120, 600) } as const
