import { z } from 'zod'
import { isoDate, type IsoDate, startOfDate } from '#platform/dates.ts'
import { cleanText } from '#platform/forms/readForm.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import {
  ISSUERS,
  MOST_BODY,
  MOST_REASON,
  MOST_TITLE,
  REPORT_TYPES,
  type ReportContent,
  type ReportText,
} from '../rules/report.ts'

/** Buttons of the page of a report; `remove:<id>` takes an attachment away. */
export const REPORT_BUTTONS = [
  'save',
  'handToReview',
  'sendBack',
  'publish',
  'schedule',
  'correct',
  'withdraw',
  'discard',
] as const
export type ReportButton = (typeof REPORT_BUTTONS)[number] | `remove:${string}`

const line = (most: number) => z.string().transform(clean => cleanText(clean).trim()).pipe(z.string().max(most, 'form.tooLong')) // prettier-ignore
const date = z
  .string()
  .refine(text => isoDate(text) !== undefined, 'form.date')
  .transform(text => text as IsoDate)
  .optional()
const text = z
  .object({ title: line(MOST_TITLE).optional(), body: z.string().max(MOST_BODY, 'form.tooLong').optional() })
  .optional()

/** Which type of report is begun. */
export const newReportForm = z.object({ type: z.enum(REPORT_TYPES, 'report.type.unknown') })

/** The one form of a report's page: what it holds, and which of its buttons was pressed. */
export const reportForm = z
  .object({
    do: z.union([z.enum(REPORT_BUTTONS), z.templateLiteral(['remove:', z.string().regex(/^[\w-]{1,64}$/)])], 'form.invalid'),
    version: z.coerce.number().int().min(1),
    type: z.enum(REPORT_TYPES, 'report.type.unknown').optional(),
    issuer: z.enum(ISSUERS, 'report.issuer.unknown').optional(),
    periodFrom: date,
    periodTo: date,
    about: z
      .string()
      .regex(/^(budget:\d{4}|service:[LD]\d\d|hearing:[\w-]{1,64})$/, 'form.invalid')
      .optional(),
    ky: text,
    ru: text,
    en: text,
    note: line(MOST_REASON).optional(),
    reason: line(MOST_REASON).optional(),
    withdrawReason: line(MOST_REASON).optional(),
    publishDate: date,
    publishTime: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'form.time')
      .optional(),
    file: z.instanceof(File).optional(),
  })
  .superRefine((value, context) => {
    if (value.do === 'schedule' && !value.publishDate)
      context.addIssue({ code: 'custom', path: ['publishDate'], message: 'report.publishAt.required' })
  })
  .transform(({ do: button, version, type, issuer, periodFrom, periodTo, about, publishDate, publishTime, ...rest }) => {
    const [subjectType, subjectId] = about?.split(':') ?? []
    const texts = LANGUAGES.flatMap((lang): [Lang, ReportText][] => {
      const { title = '', body = '' } = rest[lang] ?? {}
      return title === '' && body.trim() === '' ? [] : [[lang, { title, body }]]
    })
    const subject =
      subjectType && subjectId ? { type: subjectType as 'budget' | 'service' | 'hearing', id: subjectId } : undefined
    // A page that shows no fields (a withdrawn report's) posts none.
    const content: ReportContent | undefined =
      type && issuer ? { type, issuer, periodFrom, periodTo, subject, texts: Object.fromEntries(texts) } : undefined
    return {
      button: button as ReportButton,
      version,
      content,
      note: rest.note,
      reason: rest.reason ?? '',
      withdrawReason: rest.withdrawReason ?? '',
      publishAt: publishDate && atTime(publishDate, publishTime ?? '09:00'),
      file: rest.file,
    }
  })
export type ReportPosted = z.output<typeof reportForm>

/** A clock time of a day in Bishkek. */
const atTime = (day: IsoDate, time: string): Date => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return new Date(startOfDate(day).getTime() + (hours * 60 + minutes) * 60_000)
}
