import { z } from 'zod'
import { isoDate } from '#platform/dates.ts'
import { PAYERS } from '../rules/content.ts'
import { readPeriod } from '../rules/period.ts'
import { isTopic, type Topic } from '../rules/topics.ts'

const inLanguages = z.strictObject({ ky: z.string().min(1), ru: z.string().min(1), en: z.string().min(1) })
const words = z.strictObject({
  title: z.string().min(1),
  problem: z.string().min(1),
  solution: z.string().min(1),
  result: z.string().min(1),
})
const som = z
  .number()
  .nonnegative()
  .transform(amount => Math.round(amount * 100))
const period = z.string().refine(text => readPeriod(text) === text)
// YAML reads an unquoted date as one.
const day = z.preprocess(
  value => (value instanceof Date ? value.toISOString().slice(0, 10) : value),
  z.string().refine(text => isoDate(text) !== undefined),
)

/** A file of `content/practices/`: what was read in a source, in three languages. */
export const practiceFile = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  topic: z
    .string()
    .refine(isTopic)
    .transform(topic => topic as Topic),
  place: inLanguages,
  /** When the editors put it into the library. */
  published: day,
  cost: som.optional(),
  shares: z.partialRecord(z.enum(PAYERS), som).default({}),
  covered: z.int().positive().optional(),
  from: period.optional(),
  to: period.optional(),
  figures: z
    .array(z.strictObject({ what: inLanguages, unit: inLanguages, before: z.string(), after: z.string().min(1) }))
    .default([]),
  source: z.strictObject({ title: z.string().min(1), url: z.url(), date: z.string().optional(), unsure: inLanguages.optional() }),
  texts: z.strictObject({ ky: words, ru: words, en: words }),
})
export type PracticeEntry = z.output<typeof practiceFile>
