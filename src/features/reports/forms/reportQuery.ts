import { z } from 'zod'
import { REPORT_TYPES } from '../rules/report.ts'

const slug = z
  .string()
  .regex(/^[a-z0-9-]{1,80}$/)
  .optional()
  .catch(undefined)

/** Filters of a list of reports, as its address holds them; what cannot be read filters nothing. */
export const reportQuery = z.object({
  oblast: slug,
  place: slug,
  type: z.enum(REPORT_TYPES).optional().catch(undefined),
  year: z
    .string()
    .regex(/^(19|20)\d\d$/)
    .transform(Number)
    .optional()
    .catch(undefined),
  after: z
    .string()
    .regex(/^\d{10,15}\.[\w-]{1,64}$/)
    .optional()
    .catch(undefined),
})
export type ReportQuery = z.output<typeof reportQuery>
