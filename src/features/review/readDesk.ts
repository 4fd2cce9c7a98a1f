import { type DeliveryStanding, readDeliveriesOf } from '#features/delivery/readDeliveriesOf.ts'
import { type DeskItem, readFeedbackItem } from '#features/feedback/readFeedbackItem.ts'
import { type Queue, readFeedbackQueue } from '#features/feedback/readFeedbackQueue.ts'
import { cursorBefore, type QueueFilters, usualOrder } from '#features/feedback/rules/queue.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import type { TreeOblast } from '#features/municipalities/rules/unit.ts'
import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'

/** Everything the desk's first page shows: the queue, one word of it whole, and its neighbours in the list. */
export interface Desk {
  readonly queue: Queue
  /** Of the list that is shown. */
  readonly filters: QueueFilters
  readonly item: DeskItem | undefined
  /** Where the envelopes about the word stand; empty for who may not see deliveries. */
  readonly deliveries: readonly DeliveryStanding[]
  readonly previous: string | undefined
  readonly next: string | undefined
  readonly tree: readonly TreeOblast[]
}

/**
 * The queue with the word named, or with its first. A word whose place is not in the first page of the list opens the list at
 * its place; with `follow` the list is that of the word's own state. Refuses an unknown reference.
 */
export async function readDesk(
  app: App,
  viewer: Viewer,
  asked: QueueFilters,
  reference?: string,
  follow = false,
): Promise<Result<Desk, 'forbidden' | 'feedback.unknown'>> {
  const named = reference === undefined ? undefined : await readFeedbackItem(app, viewer, reference)
  if (named && !named.ok) return named
  const state = named?.value.moderation
  const filters = follow && state && state !== asked.state ? { ...asked, state, order: usualOrder(state) } : asked
  const queue = await readQueueAround(app, viewer, filters, named?.value)
  if (!queue.ok) return queue
  const { items } = queue.value
  const first = items[0]?.reference
  const item = named ?? (first === undefined ? undefined : await readFeedbackItem(app, viewer, first))
  if (item && !item.ok) return item
  const deliveries = item && (await readDeliveriesOf(app, viewer, item.value.reference))
  const at = items.findIndex(one => one.reference === item?.value.reference)
  return ok({
    queue: queue.value,
    filters,
    item: item?.value,
    deliveries: deliveries?.ok ? deliveries.value : [],
    previous: at > 0 ? items[at - 1]?.reference : undefined,
    next: items[at + 1]?.reference,
    tree: await readUnitTree(app),
  })
}

async function readQueueAround(app: App, viewer: Viewer, filters: QueueFilters, item: DeskItem | undefined) {
  const queue = await readFeedbackQueue(app, viewer, filters)
  const holds = (one: typeof queue) => one.ok && one.value.items.some(word => word.reference === item?.reference)
  if (!item || !queue.ok || holds(queue)) return queue
  const around = await readFeedbackQueue(app, viewer, { ...filters, after: cursorBefore(item, filters.order) })
  return holds(around) ? around : queue
}
