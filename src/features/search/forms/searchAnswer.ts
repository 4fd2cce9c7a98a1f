import { z } from 'zod'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { SEARCH_KINDS } from '../rules/document.ts'

const part = z.object({ text: z.string(), marked: z.boolean().meta({ description: 'It is a word that was looked for' }) })

export const searchAnswer = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(SEARCH_KINDS),
        id: z.string(),
        title: z.string(),
        excerpt: z.array(part).meta({ description: 'The stretch of text that answers, in parts; never HTML' }),
        language: z.enum(LANGUAGES),
        url: z.url(),
        municipality: z.string().nullable().meta({ description: 'Id' }),
        date: z.iso.date().nullable(),
        demo: z.boolean(),
      }),
    ),
    next: z.string().nullable().meta({ description: 'For `after`; null at the end' }),
    total: z
      .record(z.enum(SEARCH_KINDS), z.int())
      .meta({ description: 'How many there are of each kind; at least so many where `more` names it' }),
    more: z.array(z.enum(SEARCH_KINDS)).meta({
      description: 'Kinds of which there are more than `total` says: where very many match, only the newest are looked at',
    }),
  })
  .meta({ id: 'SearchResults' })
