import { z } from 'zod'
import { freeText as words, neededText as needed, oneLine as line } from '#platform/forms/texts.ts'
import { isoDate } from '#platform/dates.ts'
import { cleanText } from '#platform/forms/readForm.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { HEARING_KINDS } from '../rules/hearing.ts'
import { ENTERED_CHANNELS, ITEM_KINDS, ITEM_SEXES } from '../rules/items.ts'

/** Longest words of an announcement, of one question, and of minutes. */
export const MOST_LEAD = 4_000
export const MOST_ITEM = 4_000
export const MOST_MINUTES = 60_000
/** Rows of one screen of paper entry. */
export const ENTRY_ROWS = 10

const version = z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid')
const whole = (code: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/, code)
    .transform(Number)
    .optional()

const date = z.string('hearing.date').transform((text, context) => {
  const day = isoDate(text.trim())
  if (!day) context.addIssue({ code: 'custom', message: 'hearing.date' })
  return day ?? z.NEVER
})
const time = z
  .string('hearing.time')
  .trim()
  .regex(/^([01]?\d|2[0-3])[:.][0-5]\d$/, 'hearing.time')
  .transform(text => text.replace('.', ':').padStart(5, '0'))
/** Only https: the address is printed and pressed by everybody. */
const onlineUrl = z
  .string()
  .trim()
  .max(500, 'form.tooLong')
  .refine(text => URL.canParse(text) && new URL(text).protocol === 'https:', 'hearing.onlineUrl')
  .optional()
const budgetYear = z
  .string()
  .regex(/^20\d\d$/, 'hearing.year')
  .transform(Number)
  .optional()

const whenAndWhere = { date, time, endTime: time.optional(), venue: line(300), village: line(120), onlineUrl }

/** The one short form of a new hearing. */
export const newHearingForm = z.object({
  kind: z.enum(HEARING_KINDS, 'hearing.kind'),
  budgetYear,
  title: line(200),
  ...whenAndWhere,
})
export type NewHearing = z.output<typeof newHearingForm>

/** Points of the agenda, one a line. */
const agenda = z
  .string()
  .transform(text =>
    cleanText(text)
      .split('\n')
      .map(point => point.trim())
      .filter(point => point !== ''),
  )
  .pipe(z.array(z.string().max(300, 'form.tooLong')).max(30, 'hearing.agendaLong'))
  .optional()

/** The announcement whole; day, hour and place only count while it is a draft. */
export const announcementForm = z.object({
  version,
  budgetYear,
  titleKy: needed(200, 'hearing.titleKy'),
  titleRu: line(200),
  titleEn: line(200),
  leadKy: words(MOST_LEAD),
  leadRu: words(MOST_LEAD),
  leadEn: words(MOST_LEAD),
  agendaKy: agenda,
  agendaRu: agenda,
  agendaEn: agenda,
  ...whenAndWhere,
  date: date.optional(),
  time: time.optional(),
})
export type Announcement = z.output<typeof announcementForm>

/** A box that was ticked. */
const ticked = z
  .literal('yes')
  .transform((): true => true)
  .optional()
export const announceForm = announcementForm.extend({ confirmed: ticked })
export const publishForm = z.object({ version, withoutMinutes: ticked })
export const moveForm = z.object({ version, ...whenAndWhere, reason: needed(500, 'hearing.reason') })
export type MoveAsked = z.output<typeof moveForm>
export const cancelForm = z.object({ version, reason: needed(500, 'hearing.reason') })

/** One item as it is entered; the same fields in a form's row and in a spreadsheet's. */
export const itemFields = z.object({
  kind: z.enum(ITEM_KINDS, 'item.kind'),
  text: needed(MOST_ITEM, 'item.text'),
  village: line(120),
  sex: z.enum(ITEM_SEXES, 'item.sex').optional(),
  channel: z.enum(ENTERED_CHANNELS, 'item.channel').optional(),
  language: z.enum(LANGUAGES, 'item.language').optional(),
})
export type EnteredItem = z.output<typeof itemFields>

/** A screen of items from paper: rows without text are left out. */
export const itemsForm = z.object({
  channel: z.enum(ENTERED_CHANNELS, 'item.channel'),
  language: z.enum(LANGUAGES, 'item.language').default('ky'),
  /** Names this opening of the form, so that pressing twice enters once. */
  entry: z.string('form.invalid').regex(/^[\w-]{8,64}$/, 'form.invalid'),
  again: ticked,
  rows: z
    .record(z.string().regex(/^\d{1,2}$/), z.looseObject({ text: z.string().optional() }))
    .optional()
    .transform(rows =>
      Object.fromEntries(Object.entries(rows ?? {}).filter(([, row]) => cleanText(row.text ?? '').trim() !== '')),
    )
    .pipe(z.record(z.string(), itemFields))
    .refine(rows => Object.keys(rows).length > 0, 'item.none'),
})

export const itemFileForm = z.object({
  channel: z.enum(ENTERED_CHANNELS, 'item.channel'),
  file: z.instanceof(File, { error: 'item.file' }),
  again: ticked,
})

const id = z.string('form.invalid').regex(/^[\w-]{1,64}$/, 'form.invalid')
export const removeItemForm = z.object({ item: id })
export const attachForm = z.object({ file: z.instanceof(File, { error: 'item.file' }), title: line(200) })
export const detachForm = z.object({ document: id })

/** What came of an item. */
export const decisionForm = z.discriminatedUnion(
  'fate',
  [
    z.object({ item: id, version, fate: z.literal('open') }),
    z.object({ item: id, version, fate: z.literal('answered'), answer: needed(MOST_ITEM, 'decision.answer') }),
    z.object({
      item: id,
      version,
      fate: z.literal('taken'),
      budgetLineId: id.optional(),
      takenInto: line(300),
      answer: words(MOST_ITEM),
    }),
    z.object({
      item: id,
      version,
      fate: z.literal('notTaken'),
      reason: needed(1_000, 'decision.reason'),
      answer: words(MOST_ITEM),
    }),
  ],
  'decision.fate',
)
/** Decisions on several items, by item; those without a choice are left out. */
export const decisionsForm = z.object({
  rows: z
    .record(z.string().regex(/^[\w-]{1,64}$/), z.looseObject({ fate: z.string().optional() }))
    .optional()
    .transform(rows => Object.fromEntries(Object.entries(rows ?? {}).filter(([, row]) => row.fate !== undefined)))
    .pipe(z.record(z.string(), decisionForm))
    .refine(rows => Object.keys(rows).length > 0, 'decide.allNone'),
})
export type DecisionAsked = z.output<typeof decisionForm>

const countedRow = z.object({
  village: line(120),
  women: whole('attendance.number'),
  men: whole('attendance.number'),
  total: whole('attendance.number'),
})
const hasNumber = (row: z.output<typeof countedRow>) => [row.women, row.men, row.total].some(number => number !== undefined)

/** People by village; a row that counts nobody is left out, one that counts somebody needs its village. */
export const attendanceForm = z.object({
  version,
  rows: z
    .record(z.string().regex(/^\d{1,3}$/), countedRow)
    .optional()
    .superRefine((rows, context) => {
      for (const [key, row] of Object.entries(rows ?? {}))
        if (hasNumber(row) && !row.village)
          context.addIssue({ code: 'custom', path: [key, 'village'], message: 'attendance.village' })
    })
    .transform(rows =>
      Object.values(rows ?? {}).flatMap(({ village, ...row }) =>
        village && hasNumber(row as never) ? [{ village, ...row }] : [],
      ),
    ),
})

export const minutesForm = z.object({ version, minutes: words(MOST_MINUTES) })

/** A resident's wish to be reminded. */
export const reminderForm = z.object({
  email: z
    .email('reminder.email')
    .max(254, 'reminder.email')
    .regex(/^[^,;]+$/, 'reminder.email'),
})
export const tokenForm = z.object({ token: z.string('form.invalid').regex(/^[\w-]{20,64}$/, 'form.invalid') })
