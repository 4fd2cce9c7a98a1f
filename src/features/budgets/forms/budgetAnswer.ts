import { z } from 'zod'
import { FINDINGS, REASONS, SIDES, STAGES } from '../rules/budget.ts'

const names = z.object({ ky: z.string(), ru: z.string(), en: z.string() })
const som = z.string().meta({ description: 'Decimal string in som', example: '351100' })
const side = z.object({ plan: som.nullable(), actual: som.nullable() })

/** A budget as the API gives it. */
export const budgetAnswer = z
  .object({
    id: z.string(),
    municipality: z.object({ id: z.string(), slug: z.string(), soate: z.string().nullable(), names }),
    year: z.int(),
    stage: z.enum(STAGES),
    version: z.int(),
    current: z.boolean().meta({ description: 'The latest version of its stage' }),
    demo: z.boolean().meta({ description: 'Made up for the demonstration' }),
    currency: z.literal('KGS'),
    totals: z
      .object({ revenue: side, expenditure: side })
      .meta({ description: 'Printed totals, or sums where none are printed' }),
    printedIn: z.enum(['som', 'thousandSom']),
    source: z.object({ title: z.string(), url: z.string().nullable(), date: z.string().nullable() }),
    importedAt: z.iso.datetime(),
    lines: z.array(
      z.object({
        id: z.string(),
        side: z.enum(SIDES),
        kind: z.enum(['line', 'ofWhich', 'total']).meta({ description: 'Only `line` counts in sums' }),
        name: z.string().meta({ description: 'As printed' }),
        names: z.object({ ky: z.string().nullable(), ru: z.string().nullable(), en: z.string().nullable() }),
        parent: z.string().optional(),
        localCode: z.string().optional(),
        economicCode: z.string().optional(),
        functionalCode: z.string().optional(),
        delegated: z.boolean(),
        plan: som.nullable(),
        actual: som.optional(),
        printed: z.string().nullable().meta({ description: 'The amount as the document prints it' }),
        printedActual: z.string().optional(),
        row: z.int().optional(),
      }),
    ),
    findings: z.array(
      z.object({
        code: z.enum(FINDINGS),
        message: z.string(),
        row: z.int().optional(),
        difference: som.optional(),
        line: z.string().optional(),
        reason: z.enum(REASONS).optional().meta({ description: 'Why the municipality takes the figures as they are' }),
        explanation: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Budget' })
