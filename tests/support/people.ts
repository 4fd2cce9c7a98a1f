import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { readViewer } from '#features/identity/readViewer.ts'
import { OPERATOR, type Role, type Viewer } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'

export const PASSWORD = 'жаан тийди кече кеч'
let senders = 0
export const sender = () => `198.51.100.${(senders += 1) % 250}.${senders}`

/** Somebody who accepted an invitation, as they look at the portal. */
export async function person(
  app: App,
  email: string,
  role: Role,
  unitId?: string,
): Promise<{ accountId: string; viewer: Viewer; sessionId: string }> {
  const made = await createAccount(app, OPERATOR, { email, name: email.split('@')[0] ?? email, language: 'ky', role, unitId })
  if (!made.ok) throw new Error(made.refusals[0].code)
  const entered = await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: sender() })
  if (!entered.ok) throw new Error(entered.refusals[0].code)
  const { accountId, sessionId } = entered.value
  return { accountId, sessionId, viewer: await readViewer(app, sessionId) }
}
