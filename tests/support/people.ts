import { acceptOneTimeLink } from '#features/identity/acceptOneTimeLink.ts'
import { createAccount } from '#features/identity/createAccount.ts'
import { OPERATOR, type Role, type Viewer } from '#features/identity/rules/viewer.ts'
import type { App } from '#src/app.ts'

export const PASSWORD = 'жаан тийди кече кеч'
let senders = 0
/** Another network each time, so that no limit is met by accident. */
export const sender = () => `2001:db8:${(senders += 1).toString(16)}::1`

/**
 * Somebody who accepted an invitation: as use cases see them, and the session of their browser. A session of a role that
 * needs a second factor opens pages only for a demo account.
 */
export async function person(
  app: App,
  email: string,
  role: Role,
  unitId?: string,
  isDemo = false,
): Promise<{ accountId: string; viewer: Viewer; sessionId: string }> {
  const name = email.split('@')[0] ?? email
  const made = await createAccount(app, OPERATOR, { email, name, language: 'ky', role, unitId, isDemo })
  if (!made.ok) throw new Error(made.refusals[0].code)
  const entered = await acceptOneTimeLink(app, made.value.token, PASSWORD, { sender: sender() })
  if (!entered.ok) throw new Error(entered.refusals[0].code)
  const { accountId, sessionId } = entered.value
  return { accountId, sessionId, viewer: { kind: 'account', accountId, name, grants: [{ role, unitId }] } }
}
