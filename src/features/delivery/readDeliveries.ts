import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { countByState, type DeliveryRow, type DeliveryState, deliveriesAfter, unsettledOf } from './store/deliveries.ts'

export const DELIVERY_STATES = ['waiting', 'sent', 'stuck', 'pullOnly'] as const satisfies readonly DeliveryState[]

export type ListedDelivery = Omit<DeliveryRow, 'body' | 'leaseHolder' | 'leaseUntil'> & {
  /** The earliest delivery of the same reference that has to arrive first. */
  readonly waitsFor: string | null
}

/** The outbox in its order, without the envelopes themselves; `next` is the number to go on after. */
export async function readDeliveries(
  app: App,
  viewer: Viewer,
  page: { readonly state?: DeliveryState | undefined; readonly after?: number; readonly limit: number },
): Promise<Result<{ items: ListedDelivery[]; next: number | null }>> {
  if (!may(viewer, 'delivery.read')) return err('forbidden')
  const rows = await deliveriesAfter(app.store.read, { after: page.after ?? 0, limit: page.limit + 1, state: page.state })
  const shown = rows.slice(0, page.limit)
  const first = new Map<string, { id: string; seq: number }>()
  if (shown.length > 0)
    for (const one of await unsettledOf(app.store.read, [...new Set(shown.map(row => row.orderKey))]))
      if (!first.has(one.orderKey)) first.set(one.orderKey, one)
  const items = shown.map(({ body: _, leaseHolder: _holder, leaseUntil: _until, ...row }) => {
    const blocker = row.state === 'waiting' || row.state === 'stuck' ? first.get(row.orderKey) : undefined
    return { ...row, waitsFor: blocker && blocker.seq < row.seq ? blocker.id : null }
  })
  return ok({ items, next: rows.length > page.limit ? (shown.at(-1)?.seq ?? null) : null })
}

/** How many deliveries are in each state. */
export async function readDeliveryTotals(app: App, viewer: Viewer): Promise<Result<Record<DeliveryState, number>>> {
  if (!may(viewer, 'delivery.read')) return err('forbidden')
  const totals = { waiting: 0, sent: 0, stuck: 0, pullOnly: 0 }
  for (const { state, n } of await countByState(app.store.read)) totals[state] = n
  return ok(totals)
}
