import { z } from 'zod'
import { cleanText } from '#platform/forms/readForm.ts'
import { type IsoDate, isoDate } from '#platform/dates.ts'
import { parseSpokenMoney } from '#platform/money.ts'
import { MOST_NOTE } from '../rules/adoption.ts'
import { COST_BAND_NAMES, SIZE_BAND_NAMES } from '../rules/bands.ts'
import type { PracticeContent, PracticeFigure } from '#db/schema/practices.ts'
import { MOST_FIGURES, MOST_TITLE, MOST_WORDS, PAYERS } from '../rules/content.ts'
import { readCursor } from '../rules/library.ts'
import { readPeriod } from '../rules/period.ts'
import { isTopic, type Topic } from '../rules/topics.ts'

const text = (most: number) => z.string().trim().max(most, 'form.tooLong').transform(cleanText)
const version = z.coerce.number('form.invalid').int('form.invalid').min(1, 'form.invalid')
const topic = z.string('practice.topic.missing').transform((value, context): Topic => {
  if (isTopic(value)) return value
  context.addIssue({ code: 'custom', message: 'practice.topic.missing' })
  return z.NEVER
})

/** An amount in som as people type it, in tyiyn; never below nothing. */
const amount = z.string().transform((value, context): number => {
  const read = parseSpokenMoney(value)
  if (read.ok && read.value >= 0) return read.value
  context.addIssue({ code: 'custom', message: read.ok ? 'money.unreadable' : read.refusals[0].code })
  return z.NEVER
})
const period = z.string().transform((value, context): string => {
  const read = readPeriod(value)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'practice.period.unreadable' })
  return z.NEVER
})
const people = z.string().transform((value, context): number => {
  const digits = value.replace(/[\s\u00A0\u202F.,]/g, '')
  if (/^\d{1,8}$/.test(digits)) return Number(digits)
  context.addIssue({ code: 'custom', message: 'practice.covered.unreadable' })
  return z.NEVER
})

const inLanguages = (most: number) =>
  z.object({ ky: text(most).optional(), ru: text(most).optional(), en: text(most).optional() })
const words = z
  .object({
    title: text(MOST_TITLE).default(''),
    problem: text(MOST_WORDS).default(''),
    solution: text(MOST_WORDS).default(''),
    result: text(MOST_WORDS).default(''),
  })
  .optional()
const figure = z.object({
  what: inLanguages(160).default({}),
  unit: inLanguages(40).default({}),
  before: text(40).default(''),
  after: text(40).default(''),
})
const isFilled = ({ what, before, after }: PracticeFigure) => Object.values(what).some(Boolean) || before !== '' || after !== ''

/** The one form of a practice: everything may be missing, nothing may be unreadable. */
export const practiceForm = z
  .object({
    version,
    topic: topic.optional(),
    texts: z.object({ ky: words, ru: words, en: words }).default({}),
    cost: amount.optional(),
    shares: z.partialRecord(z.enum(PAYERS), amount).default({}),
    covered: people.optional(),
    from: period.optional(),
    to: period.optional(),
    figures: z.record(z.string().regex(/^\d$/), figure).default({}),
    contact: z
      .object({
        office: text(160).optional(),
        phone: z
          .string()
          .trim()
          .regex(/^[+\d][\d\s()\-,;]{4,59}$/, 'practice.contact.phone.unreadable')
          .optional(),
        email: z
          .string()
          .trim()
          .toLowerCase()
          .max(254, 'form.tooLong')
          .pipe(z.email('practice.contact.email.unreadable'))
          .optional(),
      })
      .default({}),
    /** One file for its readers, or one of theirs to take off. */
    file: z.file().optional(),
    documentId: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'form.invalid')
      .optional(),
    /** What the pressed button does besides saving. */
    next: z.enum(['stay', 'submit']).catch('stay'),
  })
  .transform(({ version: seen, next, figures, file, documentId, ...rest }) => {
    const rows = Object.entries(figures)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, row]) => row)
    const content: PracticeContent = { ...rest, figures: rows.filter(isFilled).slice(0, MOST_FIGURES) }
    return { version: seen, next, content, file, documentId }
  })

/** To begin one. */
export const newPracticeForm = z.object({ title: text(MOST_TITLE).pipe(z.string().min(1, 'practice.title.missing')), topic })

/** What may be done with a practice beside its text. */
export const practiceStepForm = z.discriminatedUnion('step', [
  z.object({ step: z.literal('comment'), comment: text(MOST_WORDS).default('') }),
  z.object({ step: z.literal('sendBack'), version, mend: text(MOST_WORDS).default('') }),
  z.object({ step: z.literal('publish'), version }),
  z.object({ step: z.literal('withdraw'), version, reason: text(MOST_NOTE).optional() }),
  z.object({ step: z.literal('choose'), chosen: z.enum(['yes', 'no']).transform(value => value === 'yes') }),
])

const day = z.string().transform((value, context): IsoDate => {
  const date = isoDate(value)
  if (date) return date
  context.addIssue({ code: 'custom', message: 'adoption.date' })
  return z.NEVER
})
/** A municipality about a practice of another. */
export const adoptionForm = z.object({
  practiceId: z.string('form.required').regex(/^[\w-]{1,64}$/, 'form.invalid'),
  does: z.enum(['want', 'adopt', 'takeBack'], 'form.invalid'),
  adoptedOn: day.optional(),
  note: text(MOST_NOTE).optional(),
})

// A filter that cannot be read is left out: an address with a slip still shows a list, and the form shows what holds.
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const place = lenient(z.string().regex(/^[\w-]{1,120}$/))
export const libraryFilters = z.object({
  topic: lenient(z.string().refine(isTopic)),
  cost: lenient(z.enum(COST_BAND_NAMES)),
  size: lenient(z.enum(SIZE_BAND_NAMES)),
  oblast: place,
  of: place,
  adoptedBy: place,
  after: lenient(z.string().transform(readCursor)),
})
