import { z } from 'zod'
import { ABOUT, type Answers, type Step } from '../rules/formSteps.ts'
import { contactFields, kindField, placeFields, requiredText, respondentFields, scoreField } from './feedbackInput.ts'

const id = z.string().regex(/^[\w-]{1,64}$/, 'subject.unknown')
const yesOrNo = (code: string) => z.enum(['yes', 'no'], code)

const about = z
  .object({
    about: z.enum(ABOUT, 'subject.type'),
    line: id.optional(),
    report: id.optional(),
    hearing: id.optional(),
    proposal: id.optional(),
    /** What the page was opened for, and the subject that it belongs to. */
    given: id.optional(),
    givenFor: z.string().optional(),
  })
  .superRefine((value, context) => {
    const { line, report, hearing, proposal } = value
    const free = { budget: '', service: '', delegatedPower: '', general: '' }
    const named = { ...free, budgetLine: line, report, hearing, proposal }[value.about]
    if (named === undefined) context.addIssue({ code: 'custom', path: ['about'], message: 'subject.idRequired' })
  })
  .transform(({ about, line, report, hearing, proposal, given, givenFor }) => ({
    about,
    ...(line ? { line } : {}),
    ...(report ? { report } : {}),
    ...(hearing ? { hearing } : {}),
    ...(proposal ? { proposal } : {}),
    ...(given !== undefined && givenFor === about ? { which: given } : {}),
  }))

const contact = z.object({ ...contactFields, share: yesOrNo('consent.share').optional() }).superRefine((value, context) => {
  const { name, email, phone, share } = value
  if ((name ?? email ?? phone) !== undefined && share === undefined)
    context.addIssue({ code: 'custom', path: ['share'], message: 'consent.share' })
})

const ratings = z.object({
  ratings: z
    .record(
      z.string(),
      z
        .string()
        .regex(/^[1-5]$/, 'ratings.scale')
        .transform(Number)
        .pipe(scoreField),
    )
    .optional(),
})

/** One schema for each page of the form, made of the same fields as a whole word. Fields of other pages are left out. */
export const stepForms = {
  about,
  which: z.object({ which: z.string('subject.idRequired').regex(/^[\w-]{1,64}$/, 'subject.unknown') }),
  kind: z.object({ kind: kindField }),
  ratings,
  words: z.object({
    text: requiredText,
    publish: yesOrNo('consent.publish'),
  }),
  where: z.object({ village: placeFields.village, villageOther: placeFields.village, address: placeFields.address }),
  you: z.object({ ageBand: respondentFields.ageBand, sex: respondentFields.sex, homeVillage: respondentFields.village }),
  contact,
} satisfies Record<Exclude<Step, 'check'>, z.ZodType<Answers, unknown>>

/** The last page: nothing is asked but what a person leaves empty. */
export const HONEYPOT = 'website'
