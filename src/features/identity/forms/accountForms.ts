import { z } from 'zod'
import { LANGUAGES } from '#platform/i18n/languages.ts'
import { ROLES } from '../rules/viewer.ts'

/** Addresses are compared in lower case. */
export const email = z
  .string('form.required')
  .trim()
  .toLowerCase()
  .max(254, 'signIn.email.invalid')
  .pipe(z.email('signIn.email.invalid'))

export const signInForm = z.object({
  email,
  password: z.string('form.required').max(1000, 'signIn.wrong'),
  next: z.string().max(2000).optional(),
})
export type SignInInput = z.output<typeof signInForm>

/** Its length and its words are judged by `rules/password.ts`. */
export const passwordForm = z.object({ password: z.string('form.required').max(1000, 'password.long') })

export const accountForm = z.object({
  email,
  name: z.string('form.required').trim().min(1, 'form.required').max(200, 'form.tooLong'),
  language: z.enum(LANGUAGES, 'account.language.unknown'),
  role: z.enum(ROLES, 'account.role.unknown'),
})
export type AccountInput = z.output<typeof accountForm>
