import { z } from 'zod'
import { cleanText } from './readForm.ts'

/** A field of one line, at most so long; white space is made single, and an empty field is undefined. */
export const oneLine = (most: number) =>
  z
    .string()
    .transform(text => cleanText(text).replace(/\s+/g, ' ').trim() || undefined)
    .pipe(z.string().max(most, 'form.tooLong').optional())
    .optional()

/** A field of several lines, at most so long; an empty field is undefined. */
export const freeText = (most: number) =>
  z
    .string()
    .transform(text => cleanText(text).trim() || undefined)
    .pipe(z.string().max(most, 'form.tooLong').optional())
    .optional()

/** A text that must be there; `code` says so where it is not. */
export const neededText = (most: number, code: string) =>
  z
    .string(code)
    .transform(text => cleanText(text).trim())
    .pipe(z.string().min(1, code).max(most, 'form.tooLong'))
