import { recordAudit } from '#features/audit/recordAudit.ts'
import { countEvent } from '#platform/metrics.ts'
import { errs, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Receipts } from './forms/receipts.ts'
import { receiptText } from './rules/receipt.ts'
import { settleByPull, statesOf } from './store/deliveries.ts'

/**
 * DPI says which envelopes it has from the pull feed: they count as sent and are pushed no more. Saying it again changes
 * nothing. Refuses the whole list when an id is unknown, each by its path. The caller has checked the pull token.
 */
export async function takeReceipts(app: App, { receipts }: Receipts): Promise<Result<{ received: number; new: number }>> {
  const now = app.now()
  return app.store.write(async tx => {
    const known = new Set(
      (
        await statesOf(
          tx,
          receipts.map(one => one.id),
        )
      ).map(one => one.id),
    )
    const unknown = receipts.flatMap((one, n): Refusal[] =>
      known.has(one.id) ? [] : [{ code: 'delivery.unknown', path: `receipts.${n}.id` }],
    )
    if (unknown.length > 0) return errs(unknown)
    let fresh = 0
    // In one order for all who settle at once, so that they never wait in a circle.
    for (const one of receipts.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const said = one.receivedAt ? new Date(one.receivedAt) : now
      // A clock that runs ahead must not date a receipt into the future.
      const at = said.getTime() > now.getTime() ? now : said
      if (await settleByPull(tx, { id: one.id, at, note: receiptText(Buffer.from(one.note ?? '')) })) fresh += 1
    }
    if (fresh > 0) {
      await recordAudit(tx, {
        at: now,
        actor: 'api',
        action: 'delivery.receiptsTaken',
        subject: { type: 'delivery', id: receipts[0]?.id ?? '' },
        reason: 'DPI has them from the pull feed',
        detail: { received: receipts.length, new: fresh },
      })
      countEvent('delivery.received')
    }
    return ok({ received: receipts.length, new: fresh })
  })
}
