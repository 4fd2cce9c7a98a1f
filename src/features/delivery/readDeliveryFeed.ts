import type { App } from '#src/app.ts'
import { deliveriesAfter } from './store/deliveries.ts'

export interface FeedItem {
  /** The `webhook-id`. */
  readonly id: string
  readonly cursor: string
  readonly state: 'waiting' | 'sent' | 'stuck' | 'pullOnly'
  readonly receivedAt: string | null
  /** `{ type, timestamp, data }`, as it was or would be pushed. */
  readonly body: unknown
}

/**
 * Every envelope in the order of the commits that made them, for DPI to reconcile with what it received. `next` is the cursor
 * of the last item while there may be more; the last item's `cursor` is where to go on another day.
 */
export async function readDeliveryFeed(
  app: App,
  page: { readonly after: number; readonly limit: number },
): Promise<{ items: FeedItem[]; next: string | null }> {
  const rows = await deliveriesAfter(app.store.read, { after: page.after, limit: page.limit + 1 })
  const items = rows.slice(0, page.limit).map(row => ({
    id: row.id,
    cursor: String(row.seq),
    state: row.state,
    receivedAt: row.sentAt?.toISOString() ?? null,
    body: JSON.parse(row.body) as unknown,
  }))
  return { items, next: rows.length > page.limit ? (items.at(-1)?.cursor ?? null) : null }
}
