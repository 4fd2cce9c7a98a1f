import { recordAudit } from '#features/audit/recordAudit.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { withoutFields } from './eraseFromEnvelopes.ts'
import { contactsDue, replaceBody } from './store/deliveries.ts'

const AT_ONCE = 200

/**
 * Takes `data.contact` out of envelopes once its day has come, so that the outbox and the pull feed keep nobody's address
 * longer than the feedback itself does. Everything else of the envelope stays. Answers how many were changed.
 */
export async function eraseContacts(app: App): Promise<number> {
  const today = dateInBishkek(app.now())
  for (let erased = 0; ;) {
    const found = await app.store.write(async tx => {
      const due = await contactsDue(tx, today, AT_ONCE)
      for (const { id, body } of due) await replaceBody(tx, id, withoutFields(body, ['contact']))
      if (due.length > 0)
        await recordAudit(tx, {
          at: app.now(),
          actor: 'system',
          action: 'delivery.contactsErased',
          subject: { type: 'delivery', id: 'expired' },
          reason: 'kept no longer than promised',
          detail: { contacts: due.length },
        })
      return due.length
    })
    erased += found
    if (found < AT_ONCE) return erased
  }
}
