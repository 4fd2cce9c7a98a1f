import { Secret, TOTP } from 'otpauth'
import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR, type Role } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'

export const PASSWORD = 'жаан тийди кече кеч'
let senders = 0

/** Somebody who accepted an invitation to a role; a new sender each time, as no limit is tried here. */
export async function colleague(app: App, email: string, role: Role, password = PASSWORD) {
  const made = await createAccount(app, OPERATOR, { email, name: email.split('@')[0] ?? email, language: 'ky', role })
  if (!made.ok) throw new Error(made.refusals[0].code)
  const accepted = await acceptOneTimeLink(app, made.value.token, password, { sender: `198.51.100.${(senders += 1)}` })
  if (!accepted.ok) throw new Error(accepted.refusals[0].code)
  return accepted.value
}

/** What an authenticator app shows for a secret, `steps` half minutes away from `now`. */
export const appCode = (secret: string, now: Date = new Date(), steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + steps * 30_000 })
