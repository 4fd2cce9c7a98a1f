import { z } from 'zod'
import { outcomeForm } from './answeringForms.ts'
import { withdrawForm } from './withdrawForm.ts'

/** What an author may post on the page of a word: whether it was done, or that it is taken back. */
export const authorForm = z.unknown().transform((fields, context) => {
  const judging = typeof fields === 'object' && fields !== null && 'outcome' in fields
  const parsed = (judging ? outcomeForm : withdrawForm).safeParse(fields)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) context.addIssue({ ...issue, code: 'custom' })
  return z.NEVER
})
