import { z } from 'zod'

/** Taking back cannot be undone, so it is confirmed by a tick. */
export const withdrawForm = z.object({ confirm: z.array(z.literal('yes'), 'withdraw.confirmRequired') })
