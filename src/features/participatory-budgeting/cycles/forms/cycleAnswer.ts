import { z } from 'zod'
import { cycleRules } from '../rules/cycleRules.ts'
import { PHASES } from '../rules/phases.ts'

const texts = z.object({ ky: z.string(), ru: z.string().optional(), en: z.string().optional() })
const instant = z.string().meta({ description: 'With its offset: 2026-12-12T00:00:00+06:00' })
const som = z.string().meta({ description: 'Som as a decimal string' })

/** A cycle of participatory budgeting as the API gives it. */
export const cycleAnswer = z.object({
  id: z.string(),
  url: z.string(),
  state: z.enum(['published', 'cancelled']),
  cancelReason: z.string().nullable(),
  titles: texts,
  leads: texts.partial(),
  municipalities: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      names: z.object({ ky: z.string(), ru: z.string(), en: z.string() }),
    }),
  ),
  budgetYear: z.int(),
  budgetLine: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  amount: som,
  areas: z.array(z.object({ id: z.string(), names: texts, pot: som, entitled: z.int() })),
  phase: z.enum(PHASES).nullable().meta({ description: 'Under way now; follows from the dates' }),
  phases: z.array(z.object({ kind: z.enum(PHASES), startsAt: instant, endsAt: instant, onlineEndsAt: instant.nullable() })),
  rules: cycleRules,
  frozen: z
    .array(
      z.object({
        number: z.int(),
        sha256: z.string(),
        at: instant,
        reason: z.string().nullable(),
        url: z.string().meta({ description: 'The canonical JSON that the hash is over' }),
      }),
    )
    .meta({ description: 'What was frozen when voting opened, and each amendment since, the latest first' }),
  demo: z.boolean(),
})

/** What the API's list is asked for; what cannot be read is refused. */
export const cycleSearch = z.object({
  municipality: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'api.municipality')
    .optional(),
})
