import { z } from 'zod'
import { ISSUERS, REPORT_TYPES } from '../rules/report.ts'

const text = z.object({ title: z.string(), body: z.string().meta({ description: 'Markdown; empty once withdrawn' }) })

/** A report as the API gives it. */
export const reportAnswer = z
  .object({
    id: z.string(),
    municipality: z.string().meta({ description: 'Id of its municipality' }),
    state: z.enum(['published', 'withdrawn']),
    type: z.enum(REPORT_TYPES),
    issuer: z.enum(ISSUERS),
    year: z.int(),
    periodFrom: z.iso.date().nullable(),
    periodTo: z.iso.date().nullable(),
    subject: z
      .object({ type: z.enum(['budget', 'hearing', 'service']), id: z.string() })
      .nullable()
      .meta({ description: 'A year’s budget, a hearing, or a service of the catalogue' }),
    texts: z
      .object({ ky: text.optional(), ru: text.optional(), en: text.optional() })
      .meta({ description: 'The languages it is written in; Kyrgyz is always there' }),
    publishedAt: z.iso.datetime(),
    changedAt: z.iso.datetime().meta({ description: 'Last correction or withdrawal' }),
    revision: z.int().meta({ description: '1 as published first; more where it was corrected' }),
    withdrawnReason: z.string().nullable(),
    attachments: z.array(z.object({ title: z.string(), url: z.string(), mediaType: z.string(), bytes: z.int() })),
    url: z.string(),
    demo: z.boolean(),
  })
  .meta({ id: 'Report' })
export type ReportAnswer = z.output<typeof reportAnswer>
