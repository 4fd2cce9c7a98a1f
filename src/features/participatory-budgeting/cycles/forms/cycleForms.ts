import { z } from 'zod'
import { freeText as words, neededText as needed, oneLine as line } from '#platform/forms/texts.ts'
import { isoDate, startOfDate } from '#platform/dates.ts'
import { parseSpokenMoney, type Tyiyn } from '#platform/money.ts'
import { PHASES, type Phase } from '../rules/phases.ts'

const DAY_MS = 86_400_000

const version = z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid')
const whole = (code: string, most = 1_000_000) =>
  z
    .string(code)
    .trim()
    .regex(/^\d{1,7}$/, code)
    .transform(Number)
    .pipe(z.number().max(most, code))
export const wholeNumber = whole
/** An amount as people write it: `3 млн`, `350 000`. */
export const money = (code: string) =>
  z.string(code).transform((text, context): Tyiyn => {
    const read = parseSpokenMoney(text)
    if (read.ok && read.value > 0) return read.value
    context.addIssue({ code: 'custom', message: code })
    return z.NEVER
  })
const id = z
  .string()
  .regex(/^[\w-]{1,120}$/, 'form.invalid')
  .optional()
const year = z
  .string('cycle.year')
  .trim()
  .regex(/^20\d\d$/, 'cycle.year')
  .transform(Number)
/** Why something announced or frozen is changed. */
const reason = words(1_000)
/** Every form of a change carries the version that was seen. */
export const changeFields = { version, reason }

/** The one short form of a new cycle; the rest stands ready. */
export const newCycleForm = z.object({ budgetYear: year, amount: money('cycle.amount') })

export const cancelCycleForm = z.object({ version, reason: needed(1_000, 'cycle.reason') })
export const publishCycleForm = z.object({ version })

export const aboutForm = z.object({
  ...changeFields,
  titleKy: needed(200, 'cycle.titleKy'),
  ...{ titleRu: line(200), titleEn: line(200) },
  ...{ leadKy: words(2_000), leadRu: words(2_000), leadEn: words(2_000) },
  municipalities: z.array(z.string().max(64)).max(60, 'form.invalid').default([]),
})

const areaFields = z.object({
  id,
  nameKy: needed(120, 'cycle.areaName'),
  ...{ nameRu: line(120), nameEn: line(120) },
  pot: money('cycle.potMissing'),
  entitled: whole('cycle.entitled'),
})
type Loose = Record<string, string | undefined>
const filled = (row: Loose) => ['nameKy', 'nameRu', 'nameEn', 'pot', 'entitled'].some(name => (row[name] ?? '').trim() !== '')

/** Where the money comes from and which areas it goes to; rows that were left empty are left out. */
export const moneyForm = z.object({
  ...changeFields,
  budgetYear: year,
  budgetLine: id,
  amount: money('cycle.amount'),
  areas: z
    .record(z.string().regex(/^\d{1,3}$/), z.record(z.string(), z.string().optional()))
    .optional()
    .transform(rows => Object.fromEntries(Object.entries(rows ?? {}).filter(([, row]) => filled(row))))
    .pipe(z.record(z.string(), areaFields))
    .refine(rows => Object.keys(rows).length > 0, { message: 'cycle.noArea', path: ['0', 'nameKy'] })
    .transform(rows => Object.values(rows)),
})

const day = z
  .string()
  .transform((text, context) => {
    const date = isoDate(text.trim())
    if (!date) context.addIssue({ code: 'custom', message: 'cycle.date' })
    return date ?? z.NEVER
  })
  .optional()
const bounds = Object.fromEntries(PHASES.flatMap(kind => [[`${kind}From`, day], [`${kind}To`, day]])) as Record<string, typeof day> // prettier-ignore

/** First and last day of each phase, the last one included; a phase without days is off. */
export const phasesForm = z
  .object({ ...changeFields, onlineTo: day, ...bounds })
  .transform(({ version: seen, reason: why, ...fields }, context) => {
    const days = fields as Record<string, ReturnType<typeof isoDate>>
    const phases = PHASES.flatMap((kind): Phase[] => {
      const [from, to] = [days[`${kind}From`], days[`${kind}To`]]
      if (!from && !to) return []
      if (!from || !to) {
        context.addIssue({ code: 'custom', message: 'cycle.dateMissing', path: [from ? `${kind}To` : `${kind}From`] })
        return []
      }
      const online = kind === 'voting' && days.onlineTo ? { onlineEndsAt: dayAfter(days.onlineTo) } : {}
      return [{ kind, startsAt: startOfDate(from), endsAt: dayAfter(to), ...online }]
    })
    return { version: seen, reason: why, phases }
  })
const dayAfter = (date: NonNullable<ReturnType<typeof isoDate>>): Date => new Date(startOfDate(date).getTime() + DAY_MS)

/** Prices of frozen projects, by project. */
export const pricesForm = z.object({
  ...changeFields,
  prices: z.record(z.string().max(120), money('cycle.price')).default({}),
})
