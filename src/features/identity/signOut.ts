import { recordAudit } from '#features/audit/recordAudit.ts'
import type { App } from '#src/app.ts'
import { closeSession } from './lucia.ts'
import { actorOf, type Viewer } from './rules/viewer.ts'

/** Ends the session behind this id; nothing happens where there is none. */
export async function signOut(app: App, viewer: Viewer, sessionId: string): Promise<void> {
  await app.store.write(async tx => {
    await closeSession(app, tx, sessionId)
    if (viewer.kind === 'account')
      await recordAudit(tx, {
        at: app.now(),
        actor: actorOf(viewer),
        action: 'signOut.done',
        subject: { type: 'account', id: viewer.accountId },
        reason: 'signed out',
      })
  })
}
