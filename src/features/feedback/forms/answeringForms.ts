import { z } from 'zod'
import { isoDate } from '#platform/dates.ts'
import { cleanText } from '#platform/forms/readForm.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { ANSWER_KINDS, OUTCOMES } from '../rules/answering.ts'
import { INBOX_TABS } from '../rules/inbox.ts'
import { KINDS, MOST_TEXT } from '../rules/kinds.ts'

const required = (code: string, most = MOST_TEXT) =>
  z
    .string(code)
    .transform(text => cleanText(text).trim())
    .pipe(z.string().min(1, code).max(most, 'form.tooLong'))
const date = z
  .string()
  .transform((text, context) => {
    const read = isoDate(text)
    if (!read) context.addIssue({ code: 'custom', message: 'answer.promiseDate' })
    return read ?? z.NEVER
  })
  .optional()
const version = z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid')
const id = z.string().regex(/^[\w-]{1,64}$/, 'form.invalid')

/** Everything an office may post about one word; `act` is the button that was pressed. */
export const answeringForm = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('answer'),
    version,
    kind: z.enum(ANSWER_KINDS, 'answer.kind'),
    text: required('answer.text'),
    language: z.enum(LANGUAGES, 'language.unknown'),
    audience: z.enum(['public', 'private'], 'answer.audience'),
    promisedFor: date,
  }),
  z.object({ act: z.literal('correct'), version, answerId: id, text: required('answer.text') }),
  // Puts a ready sentence into the text, and changes nothing.
  z.object({ act: z.literal('insert'), ready: z.string().max(40).optional() }),
  z.object({ act: z.literal('assign'), version, assignee: id.optional() }),
  z.object({ act: z.literal('merge'), version, into: z.string('merge.unknown').max(40, 'merge.unknown') }),
  z.object({ act: z.literal('unmerge'), version, reason: required('reason.required', 1_000) }),
  z.object({
    act: z.literal('pass'),
    version,
    municipality: z.string().max(120, 'pass.unknown').optional(),
    body: z.string().trim().max(300, 'form.tooLong').optional(),
    reason: required('reason.required', 1_000),
  }),
])
export type AnsweringForm = z.output<typeof answeringForm>

export const outcomeForm = z.object({
  outcome: z.enum(OUTCOMES, 'outcome.choose'),
  note: z
    .string()
    .transform(text => cleanText(text).trim() || undefined)
    .pipe(z.string().max(1_000, 'form.tooLong').optional())
    .optional(),
})

export const answeringSettingsForm = z.object({
  version,
  promiseWorkingDays: z.coerce
    .number('settings.days')
    .int('settings.days')
    .min(1, 'settings.days')
    .max(30, 'settings.days')
    .optional(),
  sentences: z
    .object(Object.fromEntries(LANGUAGES.map(lang => [lang, z.string().max(4_000, 'form.tooLong').optional()])))
    .optional(),
})

// A filter that cannot be read is left out, so that an address with a slip still shows a list.
const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
export const inboxFilters = z.object({
  tab: z.enum(INBOX_TABS).catch('due'),
  kind: lenient(z.enum(KINDS)),
  code: lenient(z.string().regex(/^[A-Z]\d{2}$/)),
  text: lenient(z.string().trim().min(1).max(200)),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
