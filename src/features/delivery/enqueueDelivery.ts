import type { Writing } from '#db/store.ts'
import { ringSoon } from '#platform/bell.ts'
import type { IsoDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { DELIVERY_BELL } from './rules/bell.ts'
import { nextSeq } from './store/counter.ts'
import { insertDelivery } from './store/deliveries.ts'

/** What happened, as DPI's programs read it in `type`. */
export type DeliveryType = 'feedback.submitted' | 'feedback.answered' | 'feedback.withdrawn'

/**
 * Puts one envelope into the outbox, in the transaction of what it tells about: both are there, or neither. The body is
 * fixed here, byte for byte; the id is the `webhook-id` of every attempt. Without a webhook address the envelope waits in
 * the pull feed and on the desk (`pullOnly`). Call it after the transaction's own rows: it locks the feed's counter.
 */
export async function enqueueDelivery(
  app: App,
  tx: Writing,
  envelope: {
    readonly type: DeliveryType
    /** Envelopes with the same key arrive in the order of their making: the feedback's reference. */
    readonly orderKey: string
    /** JSON that the type's published schema describes. */
    readonly data: object
    /** Where `data.contact` names a person: the day from which the outbox keeps it no more. */
    readonly eraseContactOn?: IsoDate | undefined
  },
): Promise<{ id: string; seq: number }> {
  const at = app.now()
  const id = app.newId()
  const seq = await nextSeq(tx)
  const push = app.config.dpi.webhook !== undefined
  await insertDelivery(tx, {
    id,
    seq,
    type: envelope.type,
    orderKey: envelope.orderKey,
    body: JSON.stringify({ type: envelope.type, timestamp: at.toISOString(), data: envelope.data }),
    createdAt: at,
    state: push ? 'waiting' : 'pullOnly',
    attempts: 0,
    nextAttemptAt: push ? at : null,
    eraseContactOn: envelope.eraseContactOn ?? null,
  })
  if (push) ringSoon(DELIVERY_BELL)
  return { id, seq }
}
