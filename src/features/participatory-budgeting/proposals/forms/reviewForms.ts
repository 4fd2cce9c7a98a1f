import { z } from 'zod'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { INELIGIBLE_RULES } from '../rules/review.ts'
import { amount, id, version } from './fields.ts'
import { freeText as words, neededText as needed, oneLine } from '#platform/forms/texts.ts'

export const MOST_EXPLANATION = 4_000
export const MOST_REASON = 1_000
const MOST_TITLE = 120
/** How many parts one screen splits a proposal into. */
export const MOST_PARTS = 4

const yesNo = z
  .enum(['yes', 'no'])
  .transform(answer => answer === 'yes')
  .optional()

export const letOnForm = z.object({ version })
export const refuseForm = z.object({ version, reason: needed(MOST_REASON, 'review.refuseReason') })
export const titlesForm = z
  .object({ version, titleKy: oneLine(MOST_TITLE), titleRu: oneLine(MOST_TITLE), titleEn: oneLine(MOST_TITLE) })
  .transform(({ version: seen, titleKy: ky, titleRu: ru, titleEn: en }) => ({
    version: seen,
    titles: { ...(ky ? { ky } : {}), ...(ru ? { ru } : {}), ...(en ? { en } : {}) },
  }))

/** Everything may be missing: a draft is saved as far as it is. */
export const judgementForm = z
  .object({
    version,
    eligible: yesNo,
    ineligibleRule: z.enum(INELIGIBLE_RULES, 'review.rule').optional(),
    feasible: yesNo,
    explanation: words(MOST_EXPLANATION),
    price: amount,
    priceExplanation: words(MOST_EXPLANATION),
    firstYearCost: amount,
    runningCost: amount,
    durationMonths: z
      .string()
      .trim()
      .regex(/^\d{1,3}$/, 'review.months')
      .transform(Number)
      .optional(),
    reason: words(MOST_REASON),
  })
  .transform(({ version: seen, reason, ...judgement }) => ({ version: seen, reason, judgement }))

const ids = z.array(id, 'review.choose').min(1, 'review.choose').max(200, 'form.invalid')
export const releaseForm = z.object({ ids })

const newText = { title: needed(MOST_TITLE, 'join.title'), text: needed(MOST_EXPLANATION, 'join.text') }
const language = z.enum(LANGUAGES, 'form.invalid')
const reason = needed(MOST_REASON, 'review.reason')
// Both forms stand on one page: their fields are named apart, since names make the ids of fields.
export const mergeForm = z.discriminatedUnion(
  'into',
  [
    z.object({ into: z.literal('this'), ids, mergeReason: reason }),
    z.object({ into: z.literal('new'), ...newText, mergeLanguage: language, ids, mergeReason: reason }),
  ],
  'merge.into',
)

/** Parts without a title and a text are left out; one with only one of them is asked for the other. */
export const splitForm = z.object({
  splitLanguage: language,
  splitReason: reason,
  parts: z
    .record(z.string().regex(/^[0-9]$/), z.object(newText))
    .optional()
    .transform(parts => Object.values(parts ?? {}))
    .refine(parts => parts.length >= 2, 'split.two'),
})

export const appealForm = z.object({
  appeal: id,
  outcome: z.enum(['upheld', 'rejected'], 'appeal.outcome'),
  answer: needed(MOST_EXPLANATION, 'appeal.answer'),
})
