import { recordAudit } from '#features/audit/recordAudit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { deleteExpired } from './store/erasure.ts'

/**
 * Erases what must not be kept longer: drafts and kept answers after a day, contacts on their date. Erased contacts and
 * drafts are personal data: the trail gets their number. Answers what it erased.
 */
export async function eraseExpired(app: App): Promise<{ drafts: number; answers: number; contacts: number }> {
  const at = app.now()
  return app.store.write(async tx => {
    const erased = await deleteExpired(tx, at, dateInBishkek(at))
    if (erased.drafts + erased.contacts > 0)
      await recordAudit(tx, {
        at,
        actor: 'system',
        action: 'feedback.personalDataErased',
        subject: { type: 'feedback', id: 'expired' },
        reason: 'kept no longer than promised',
        detail: { contacts: erased.contacts, drafts: erased.drafts },
      })
    return erased
  })
}
