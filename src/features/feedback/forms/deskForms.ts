import { z } from 'zod'
import { cleanText } from '#platform/forms/readForm.ts'
import { quarter } from '#platform/dates.ts'
import { KINDS, MOST_TEXT } from '../rules/kinds.ts'
import { DECISIONS, REASONS } from '../rules/moderation.ts'
import { QUEUE_STATES, readCursor, usualOrder } from '../rules/queue.ts'
import { MEASURES, TOTAL_AXES } from '../rules/totalsQuestion.ts'

export const moderationForm = z.object({
  decision: z.enum(DECISIONS, 'moderation.decision'),
  reason: z.enum(REASONS, 'moderation.reasonRequired').optional(),
  note: z.string().trim().max(1_000, 'form.tooLong').optional(),
  publishedText: z
    .string()
    .max(MOST_TEXT * 2, 'form.tooLong')
    .transform(cleanText)
    .optional(),
  /** The version of the word that the moderator saw. */
  version: z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid'),
})

// A filter that cannot be read is left out: an address with a slip still shows a list, and the form shows what holds.
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const code = lenient(z.string().regex(/^[A-Z]\d{2}$/))
const id = lenient(z.string().regex(/^[\w-]{1,64}$/))
const mean = lenient(z.coerce.number().min(1).max(5))
const quarterField = lenient(z.string().transform(text => quarter(text)))

export const queueFilters = z
  .object({
    state: z.enum([...QUEUE_STATES, 'all']).catch('waiting'),
    place: id,
    kind: lenient(z.enum(KINDS)),
    code,
    quarter: quarterField,
    meanFrom: mean,
    meanTo: mean,
    text: lenient(z.string().trim().min(1).max(200)),
    order: lenient(z.enum(['oldest', 'newest'])),
    after: lenient(z.string().transform(text => readCursor(text))),
  })
  .transform(({ order, ...rest }) => ({ ...rest, order: order ?? usualOrder(rest.state) }) as const)

export const totalsQuestion = z.object({
  rows: z.enum(TOTAL_AXES).catch('code'),
  columns: z.enum([...TOTAL_AXES, 'none']).catch('quarter'),
  measure: z.enum(MEASURES).catch('words'),
  criterion: lenient(z.string().regex(/^[A-Z]\d{1,2}$/)),
  kind: lenient(z.enum(KINDS)),
  place: id,
  code,
  from: quarterField,
  until: quarterField,
})
