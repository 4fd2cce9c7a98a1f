import type { App } from '#src/app.ts'
import { sessionAccount } from './lucia.ts'
import { VISITOR, type Viewer } from './rules/viewer.ts'
import { accountById, grantsOf } from './store/accounts.ts'

/** Who holds this session: an account with its roles, or a visitor where the session is unknown or over. */
export async function readViewer(app: App, sessionId: string): Promise<Viewer> {
  const accountId = await sessionAccount(app, sessionId)
  if (!accountId) return VISITOR
  const account = await accountById(app.store.read, accountId)
  if (!account) return VISITOR
  return { kind: 'account', accountId, name: account.name, grants: await grantsOf(app.store.read, accountId) }
}
