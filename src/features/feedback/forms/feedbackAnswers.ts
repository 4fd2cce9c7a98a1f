import { z } from 'zod'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { ANSWER_KINDS, CASE_STATES, OUTCOMES } from '../rules/answering.ts'
import { KINDS, STATUSES, SUBJECT_TYPES } from '../rules/kinds.ts'
import { REASONS } from '../rules/moderation.ts'

const names = z.object({ ky: z.string(), ru: z.string(), en: z.string() })
const standing = z
  .enum(['confirmed', 'toConfirm'])
  .meta({ description: 'Whether it was read in the act named, or is still to be confirmed' })

/** What sending a word answers. */
export const sentAnswer = z
  .object({
    reference: z
      .string()
      .regex(/^KG-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
      .meta({ example: 'KG-7F3K-2Q9M' }),
    trackingCode: z.string().meta({ description: 'Shows the whole thread; it is told once and cannot be asked for again' }),
    url: z.url(),
    status: z.enum(STATUSES),
  })
  .meta({ id: 'Sent' })

/** A word as the API gives it: what its reader may see. */
export const feedbackAnswer = z
  .object({
    reference: z.string(),
    status: z.enum(STATUSES),
    submittedAt: z.iso.datetime(),
    municipality: z.object({ id: z.string(), soate: z.string().nullable(), names }),
    kind: z.enum(KINDS),
    subject: z.object({ type: z.enum(SUBJECT_TYPES), id: z.string().optional(), label: z.string() }),
    service: z.string().optional(),
    ratings: z.record(z.string(), z.int().min(1).max(5)).optional(),
    text: z.string().optional().meta({ description: 'Once published, or with the tracking code' }),
    language: z.enum(LANGUAGES).optional(),
    place: z.object({ village: z.string() }).optional(),
    demo: z.literal(true).optional(),
    answering: z
      .object({
        state: z.enum(CASE_STATES),
        dueOn: z.iso.date().optional().meta({ description: 'Last day for the answer, counted in working days; to be confirmed' }),
        ownDueOn: z.iso.date().optional().meta({ description: 'The day the municipality itself promised to answer by' }),
        promisedFor: z.iso.date().optional().meta({ description: '"Will be done by"' }),
        answeredOn: z.iso.date().optional(),
        outcome: z.enum(OUTCOMES).optional().meta({ description: 'Whether it was done, as its author says' }),
        mergedInto: z.string().optional().meta({ description: 'The word whose answers this one follows' }),
      })
      .optional(),
    history: z.array(
      z.object({
        status: z.enum(STATUSES),
        at: z.iso.datetime(),
        by: z.string(),
        reason: z.enum(REASONS).optional().meta({ description: 'Why the words are not shown, or not whole' }),
        note: z.string().optional(),
        to: z
          .object({ name: z.string().optional(), names: names.optional() })
          .optional()
          .meta({ description: 'To whom it was passed on, or the reference it was merged into' }),
        promisedFor: z.iso.date().optional(),
        outcome: z.enum(OUTCOMES).optional(),
        answer: z
          .object({
            kind: z.enum(ANSWER_KINDS),
            text: z.string(),
            language: z.enum(LANGUAGES),
            public: z.boolean(),
            corrected: z.literal(true).optional().meta({ description: 'A later answer stands in its place' }),
          })
          .optional()
          .meta({ description: 'Public answers once the words are published; every one with the tracking code' }),
      }),
    ),
  })
  .meta({ id: 'Feedback' })

/** The catalogue of services and criteria. */
export const servicesAnswer = z
  .object({
    version: z.string(),
    standing,
    note: names,
    groups: z.record(z.enum(['localSignificance', 'delegatedPower']), z.object({ names, legalBasis: names, standing })),
    criteria: z.array(z.object({ code: z.string(), names, question: names.optional(), indicator: names })),
    scale: z.array(z.object({ score: z.int(), words: names })),
    smallestShown: z.int(),
    items: z.array(
      z.object({
        code: z.string().meta({ example: 'L04' }),
        group: z.enum(['localSignificance', 'delegatedPower']),
        names,
        cofog: z.array(z.string()),
        requests: z.array(z.string()),
        criteria: z.array(z.string()),
        standing,
      }),
    ),
    next: z.null(),
  })
  .meta({ id: 'Services' })
