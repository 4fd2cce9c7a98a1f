import { z } from 'zod'
import { cleanText } from '#platform/forms/readForm.ts'
import { MOST_TITLE, MOST_WORDS } from './proposalForms.ts'

const id = z.string().regex(/^[\w-]{1,80}$/, 'form.invalid')
const words = (most: number) =>
  z
    .string()
    .transform(text => cleanText(text).trim())
    .pipe(z.string().max(most, 'form.tooLong'))
    .optional()

/** Taking something over: what it is, into which cycle and area; other words than its own where the office gives any. */
export const takeForm = z.object({
  word: id.optional(),
  hearing: id.optional(),
  item: id.optional(),
  cycle: id.optional(),
  area: id.optional(),
  title: words(MOST_TITLE),
  text: words(MOST_WORDS),
})
export type TakeForm = z.output<typeof takeForm>
