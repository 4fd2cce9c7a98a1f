import { type DeliveryStanding, readDeliveriesOf } from '#features/delivery/readDeliveriesOf.ts'
import { type DeskItem, readFeedbackItem } from '#features/feedback/readFeedbackItem.ts'
import { type Queue, readFeedbackQueue } from '#features/feedback/readFeedbackQueue.ts'
import type { QueueFilters } from '#features/feedback/rules/queue.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import type { TreeOblast } from '#features/municipalities/rules/unit.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

/** Everything the desk's first page shows: the queue, one word of it whole, and its neighbours in the list. */
export interface Desk {
  readonly queue: Queue
  readonly item: DeskItem | undefined
  /** Where the envelopes about the word stand; empty for who may not see deliveries. */
  readonly deliveries: readonly DeliveryStanding[]
  readonly previous: string | undefined
  readonly next: string | undefined
  readonly tree: readonly TreeOblast[]
}

/** The queue with the word named, or with its first. Refuses an unknown reference. */
export async function readDesk(
  app: App,
  viewer: Viewer,
  filters: QueueFilters,
  reference?: string,
): Promise<Result<Desk, 'forbidden' | 'feedback.unknown'>> {
  const queue = await readFeedbackQueue(app, viewer, filters)
  if (!queue.ok) return queue
  const { items } = queue.value
  const shown = reference ?? items[0]?.reference
  const item = shown === undefined ? undefined : await readFeedbackItem(app, viewer, shown)
  if (item && !item.ok) return item
  const deliveries = item && (await readDeliveriesOf(app, viewer, item.value.reference))
  const at = items.findIndex(one => one.reference === item?.value.reference)
  return ok({
    queue: queue.value,
    item: item?.value,
    deliveries: deliveries?.ok ? deliveries.value : [],
    previous: at > 0 ? items[at - 1]?.reference : undefined,
    next: items[at + 1]?.reference,
    tree: await readUnitTree(app),
  })
}
