import { z } from 'zod'

/** Long enough for a sheet with everything that people copy along. */
const sheet = z.string().max(600).optional().default('')
const sheets = { sheet1: sheet, sheet2: sheet }

/** What the office's page of the ballot box posts. */
export const boxWork = z.discriminatedUnion('do', [
  /** `known`: that the sheets printed so far open nothing any more. */
  z.object({ do: z.literal('make'), known: z.literal('yes').optional() }),
  z.object({ do: z.literal('rehearse'), ...sheets }),
  z.object({ do: z.literal('close') }),
  z.object({ do: z.literal('open'), ...sheets }),
  z.object({ do: z.literal('verify'), ...sheets }),
])
export type BoxWork = z.infer<typeof boxWork>
