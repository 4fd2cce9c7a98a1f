import { z } from 'zod'
import { PAYERS } from '../rules/content.ts'
import { TOPICS } from '../rules/topics.ts'

const som = z.string().meta({ description: 'Decimal string in som', example: '640000' })
const inLanguages = z.object({ ky: z.string().optional(), ru: z.string().optional(), en: z.string().optional() })
const words = z.object({ title: z.string(), problem: z.string(), solution: z.string(), result: z.string() })
const unit = z.object({
  id: z.string(),
  slug: z.string(),
  names: z.object({ ky: z.string(), ru: z.string(), en: z.string() }),
})
const period = z.string().meta({ description: '`2024` or `2024-03`' })

/** A practice of the library as the API gives it. */
export const practiceAnswer = z
  .object({
    id: z.string(),
    slug: z.string(),
    url: z.url(),
    municipality: unit.nullable().meta({ description: 'Null where a source tells of it and no municipality handed it in' }),
    topic: z.enum(TOPICS).nullable(),
    services: z.array(z.string()).meta({ description: 'Codes of the catalogue that the topic belongs to' }),
    texts: z
      .object({ ky: words.optional(), ru: words.optional(), en: words.optional() })
      .meta({ description: 'Markdown; only languages in which all of it is written' }),
    cost: som.nullable(),
    shares: z.array(z.object({ payer: z.enum(PAYERS), amount: som })),
    covered: z.int().nullable().meta({ description: 'People that it serves' }),
    period: z.object({ from: period.nullable(), to: period.nullable() }),
    figures: z.array(z.object({ what: inLanguages, unit: inLanguages, before: z.string(), after: z.string() })),
    contact: z.object({ office: z.string(), phone: z.string().nullable(), email: z.string().nullable() }).nullable(),
    source: z.object({ title: z.string(), url: z.url(), date: z.string().nullable() }).nullable(),
    documents: z.array(z.object({ title: z.string(), url: z.url(), mediaType: z.string(), bytes: z.int() })),
    adoptions: z.array(
      z.object({
        municipality: unit,
        state: z.enum(['wanted', 'adopted']),
        since: z.iso.datetime(),
        adoptedOn: z.iso.date().nullable(),
        demo: z.boolean(),
      }),
    ),
    editorsChoice: z.boolean(),
    publishedAt: z.iso.datetime(),
    revisedAt: z.iso.datetime(),
    demo: z.boolean().meta({ description: 'Made up for the demonstration' }),
  })
  .meta({ id: 'Practice' })
