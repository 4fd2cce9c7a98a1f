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

const secret = z.string('form.required').max(1000, 'password.long')
/** A code of an app or a recovery code. */
export const codeForm = z.object({ code: z.string('form.required').trim().max(100, 'secondFactor.wrong') })
export const enrolForm = codeForm.extend({ sealed: z.string('secondFactor.offerOver').max(2000, 'secondFactor.offerOver') })

export const turnOnForm = enrolForm.extend({ password: secret })

/** What is done from the account page; `do` is the button that was pressed. */
export const ownAccountForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('password'), oldPassword: secret, newPassword: secret }),
  z.object({ do: z.literal('language'), language: z.enum(LANGUAGES, 'account.language.unknown') }),
  z.object({ do: z.literal('renewCodes'), password: secret }),
  z.object({ do: z.literal('turnOff'), password: secret }),
  z.object({ do: z.literal('unlinkEid') }),
  z.object({ do: z.literal('endSession'), handle: z.string('session.unknown').max(100, 'session.unknown') }),
  z.object({ do: z.literal('endOthers') }),
])
export type OwnAccountInput = z.output<typeof ownAccountForm>
