import { z } from 'zod'
import { ROLES } from '../rules/viewer.ts'
import { accountForm, email } from './accountForms.ts'

const role = z.enum(ROLES, 'account.role.unknown')
/** Address part, id or SOATE code of the place that the role is for; left out where the page is one place's. */
const place = z.string().max(120).optional()
const holder = z.object({ accountId: z.uuid('grant.unknown'), role, place })

/** What the pages of people post: each form says what it does. */
export const peopleForm = z.discriminatedUnion('do', [
  accountForm.extend({ do: z.literal('invite'), place }),
  holder.extend({ do: z.literal('renew') }),
  holder.extend({ do: z.literal('takeBack'), reason: z.string('form.required').trim().min(3, 'form.required').max(500) }),
])
export type PeopleInput = z.output<typeof peopleForm>

export const lostForm = z.object({ email })
