import { z } from 'zod'
import { oneLine as line } from '#platform/forms/texts.ts'
import { cleanText } from '#platform/forms/readForm.ts'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { parseSpokenMoney, type Tyiyn } from '#platform/money.ts'

/** In fewer letters nobody can say what is proposed. */
const LEAST_TITLE = 5
const LEAST_WORDS = 30
export const MOST_TITLE = 120
export const MOST_WORDS = 4_000
export const MOST_REASON = 1_000

const needed = (most: number, code: string, least = 1) =>
  z
    .string(code)
    .transform(text => cleanText(text).trim())
    .pipe(z.string().min(least, code).max(most, 'form.tooLong'))
const oneLine = (most: number, code: string, least = 1) => needed(most, code, least).transform(text => text.replace(/\s+/g, ' '))
/** Degrees with a point or a comma, within the country. */
const degrees = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}([.,]\d{1,12})?$/, 'proposal.coordinates')
    .transform(text => Math.round(Number(text.replace(',', '.')) * 1e5) / 1e5)
    .pipe(z.number().min(least, 'proposal.outside').max(most, 'proposal.outside'))
    .optional()
const money = z
  .string()
  .transform((text, context) => {
    const read = parseSpokenMoney(text)
    if (!read.ok || read.value <= 0) context.addIssue({ code: 'custom', message: 'proposal.cost' })
    return read.ok ? read.value : (0 as Tyiyn)
  })
  .optional()
const yes = z.literal('yes').optional()
export const emailField = line(254).pipe(
  z
    .email('proposal.email')
    .regex(/^[^,;]+$/, 'proposal.email')
    .optional(),
)
const neededEmail = z
  .string('proposal.email')
  .trim()
  .max(254, 'form.tooLong')
  .pipe(z.email('proposal.email').regex(/^[^,;]+$/, 'proposal.email'))
const id = z.string().regex(/^[\w-]{1,80}$/, 'form.invalid')
const token = z.string('form.invalid').regex(/^[\w-]{16,64}$/, 'form.invalid')

const contentFields = {
  title: oneLine(MOST_TITLE, 'proposal.title', LEAST_TITLE),
  text: needed(MOST_WORDS, 'proposal.text', LEAST_WORDS),
  area: id.optional(),
  placeName: line(160),
  latitude: degrees(39, 43.5),
  longitude: degrees(69, 80.5),
  roughCost: money,
}
const bothOrNone = (value: { latitude?: number | undefined; longitude?: number | undefined }) =>
  (value.latitude === undefined) === (value.longitude === undefined)
const halfPoint = { error: 'proposal.coordinates', path: ['latitude'] }

/** A new proposal: its words, and who sends it. */
export const newProposalForm = z
  .object({
    ...contentFields,
    language: z.enum(LANGUAGES).optional(),
    name: oneLine(120, 'proposal.name'),
    showName: yes,
    email: emailField,
    phone: line(40).pipe(
      z
        .string()
        .regex(/^\+?[\d\s()-]{6,24}$/, 'proposal.phone')
        .optional(),
    ),
    resident: yes,
    form: token,
  })
  .refine(bothOrNone, halfPoint)
  .transform(({ area, showName, resident, ...rest }) => ({
    ...rest,
    areaId: area,
    showName: showName === 'yes',
    resident: resident === 'yes',
  }))
export type NewProposalForm = z.output<typeof newProposalForm>

const file = z.instanceof(File).optional()
/** What an author does with a proposal, who holds its code. */
export const authorForm = z.discriminatedUnion(
  'do',
  [
    z.object({ do: z.literal('change'), version: z.coerce.number().int().min(0), ...contentFields }),
    z.object({ do: z.literal('photo'), file }),
    z.object({ do: z.literal('removePhoto'), document: id }),
    z.object({ do: z.literal('coauthor'), coauthorName: oneLine(120, 'proposal.name'), coauthorEmail: neededEmail }),
    z.object({ do: z.literal('withdraw'), reason: needed(MOST_REASON, 'proposal.reason') }),
    z.object({ do: z.literal('appeal'), appeal: needed(MOST_WORDS, 'proposal.appealText', 10) }),
  ],
  'form.invalid',
)
export type AuthorForm = z.output<typeof authorForm>

export const followForm = z.object({ email: neededEmail })
/** Behind a link of a mail. */
export const linkForm = z.object({ do: z.enum(['confirm', 'stop', 'join', 'decline'], 'form.invalid'), token, showName: yes })
export const supportForm = z.object({ do: z.enum(['support', 'takeBack'], 'form.invalid') })

export const listQuery = z.object({
  area: id.optional().catch(undefined),
  state: z.enum(['listed', 'feasible', 'notFeasible', 'gone']).optional().catch(undefined),
  q: line(120).catch(undefined),
  sort: z.enum(['support', 'newest', 'cost']).catch('support').default('support'),
})
export type ListQuery = z.output<typeof listQuery>
