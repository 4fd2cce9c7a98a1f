import { z } from 'zod'
import { isoDate } from '#platform/dates.ts'
import { STAGES } from '../rules/budget.ts'

/** What an import is told beside the file; the file itself is checked by what it holds. */
export const importForm = z.object({
  /** Id, SOATE code or address part of the municipality. */
  municipality: z.string().trim().min(1).max(120),
  year: z.coerce.number('import.year').int('import.year').min(1991, 'import.year').max(2100, 'import.year'),
  stage: z.enum(STAGES, 'import.stage'),
  unit: z.enum(['som', 'thousandSom'], 'import.unit').optional(),
  fileName: z.string().max(255).default('budget'),
  source: z
    .object({
      title: z.string().trim().min(1).max(300).optional(),
      url: z
        .url({ protocol: /^https?$/, error: 'import.url' })
        .max(2_000)
        .optional(),
      date: z
        .string()
        .refine(text => isoDate(text) !== undefined, 'import.date')
        .transform(text => isoDate(text))
        .optional(),
    })
    .default({}),
})
export type ImportInput = z.input<typeof importForm>
