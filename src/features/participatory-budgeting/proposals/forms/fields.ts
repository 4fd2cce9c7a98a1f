import { z } from 'zod'
import { type IsoDate, isoDate } from '#platform/dates.ts'
import { parseSpokenMoney, type Tyiyn } from '#platform/money.ts'

/** Of the row that was seen. */
export const version = z.coerce.number('form.invalid').int('form.invalid').min(0, 'form.invalid')
export const id = z.string('form.invalid').regex(/^[\w-]{1,64}$/, 'form.invalid')
/** An amount in som as people type it, in tyiyn; never below nothing. */
export const amount = z
  .string()
  .transform((value, context): Tyiyn => {
    const read = parseSpokenMoney(value)
    if (read.ok && read.value >= 0) return read.value
    context.addIssue({ code: 'custom', message: read.ok ? 'money.unreadable' : read.refusals[0].code })
    return z.NEVER
  })
  .optional()

/** A day as a date field sends it. */
export const day = z
  .string()
  .transform((text, context): IsoDate => {
    const read = isoDate(text.trim())
    if (!read) context.addIssue({ code: 'custom', message: 'project.date' })
    return read ?? z.NEVER
  })
  .optional()
