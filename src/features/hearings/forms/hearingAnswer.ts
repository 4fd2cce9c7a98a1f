import { z } from 'zod'
import { HEARING_KINDS, HEARING_STATES } from '../rules/hearing.ts'

const texts = z.object({ ky: z.string(), ru: z.string().optional(), en: z.string().optional() })
const instant = z.string().meta({ description: 'With its offset: 2026-12-12T14:00:00+06:00' })

/** A public hearing as the API gives it. */
export const hearingAnswer = z.object({
  id: z.string(),
  url: z.string(),
  municipality: z.object({
    id: z.string(),
    slug: z.string(),
    soate: z.string().nullable(),
    names: z.object({ ky: z.string(), ru: z.string(), en: z.string() }),
  }),
  kind: z.enum(HEARING_KINDS),
  state: z.enum(HEARING_STATES).exclude(['draft']),
  budgetYear: z.int().nullable(),
  title: texts,
  lead: texts.nullable(),
  agenda: z.array(texts),
  startsAt: instant,
  endsAt: instant,
  village: z.string().nullable(),
  venue: z.string().nullable(),
  onlineUrl: z.string().nullable(),
  announcedAt: instant,
  cancelReason: z.string().nullable(),
  moves: z.array(z.object({ movedAt: instant, fromStartsAt: instant, reason: z.string() })),
  demo: z.boolean(),
  results: z
    .object({
      publishedAt: instant,
      participants: z.int(),
      women: z.int().meta({ description: 'Of those counted by sex' }),
      countedBySex: z.int(),
      attendance: z.array(z.object({ village: z.string(), women: z.int().nullable(), men: z.int().nullable(), total: z.int() })),
      proposals: z.int(),
      taken: z.int(),
      questions: z.int(),
      minutes: z.string().nullable().meta({ description: 'Markdown, in Kyrgyz' }),
      items: z.array(
        z.object({
          kind: z.enum(['proposal', 'question']),
          fate: z.enum(['open', 'taken', 'notTaken', 'answered']),
          text: z.string().nullable().meta({ description: 'Null where the words are not published' }),
          village: z.string().nullable(),
          takenInto: z.string().nullable(),
          budgetLine: z.string().nullable(),
          reason: z.string().nullable(),
          answer: z.string().nullable(),
        }),
      ),
    })
    .nullable()
    .meta({ description: 'Null until they are published' }),
})
