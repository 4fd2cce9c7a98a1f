import { z } from 'zod'

/** The public value that the lot is drawn from, where one is needed. */
export const countForm = z.object({ seed: z.string().trim().max(200, 'result.seedText').optional() })

/** What the member saw when they signed. */
export const signForm = z.object({ resultSha256: z.string().regex(/^[0-9a-f]{64}$/, 'result.changed') })
