import { recordAudit } from '#features/audit/recordAudit.ts'
import { dropNotices } from '#features/notices/dropNotices.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { endMail, selectByUnsubscribeToken } from './store/contacts.ts'

/** Whether an unsubscribing address belongs to a contact that is still there, and whose word it is about. */
export async function readUnsubscribing(
  app: App,
  token: string,
): Promise<Result<{ readonly reference: string; readonly ended: boolean }>> {
  const found = await selectByUnsubscribeToken(app.store.read, token)
  if (!found) return err('unsubscribe.unknown')
  return ok({ reference: found.word.reference, ended: found.contact.unsubscribedAt !== null })
}

/**
 * Ends the mail about a word: the address is erased, but where its author let DPI have it; mail that waits is not sent. The
 * second time changes nothing. Refuses an address that belongs to nobody (any more).
 */
export const unsubscribe = (app: App, token: string): Promise<Result<{ readonly reference: string }>> =>
  app.store.write(async tx => {
    const found = await selectByUnsubscribeToken(tx, token)
    if (!found) return err('unsubscribe.unknown')
    const { word } = found
    if (!(await endMail(tx, word.id, app.now(), word.consentShareContact))) return ok({ reference: word.reference })
    await dropNotices(tx, word.reference)
    await recordAudit(tx, {
      ...{ at: app.now(), actor: 'resident', action: 'feedback.mailEnded', subject: { type: 'feedback', id: word.id } },
      ...{ reason: 'its author wants no more mail', detail: { reference: word.reference } },
    })
    return ok({ reference: word.reference })
  })
