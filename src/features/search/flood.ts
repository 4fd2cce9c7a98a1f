import { rateLimit } from '#platform/rateLimit.ts'

/** Whole villages share an address behind a mobile operator; six hundred searches in ten minutes are a program's. */
export const flood = { search: rateLimit(600, 600) } as const
