import { rateLimit } from '#platform/rateLimit.ts'

/**
 * How much one sender may do. Whole villages share an address behind a mobile operator, so the limits hold back programs,
 * not neighbours: two hundred words in ten minutes through the form, three hundred a minute through the API.
 */
export const flood = {
  sendForm: rateLimit(200, 600),
  sendApi: rateLimit(300, 60),
  /** Pages of the form that store answers. */
  fillForm: rateLimit(2_000, 600),
  /** Looking up references, so that nobody walks through them. */
  find: rateLimit(600, 600),
} as const
