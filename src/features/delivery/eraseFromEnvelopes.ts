import type { Writing } from '#db/store.ts'
import { deliveriesOfKey, replaceBody } from './store/deliveries.ts'

/**
 * Takes fields of `data` out of every envelope about one reference, in the transaction of what makes them nobody's any more:
 * the outbox and the pull feed give them from then on to no one, and an attempt still to come goes without them. What DPI
 * received before is with DPI. Where a contact may be among them, name `contact`.
 */
export async function eraseFromEnvelopes(
  tx: Writing,
  orderKey: string,
  fields: readonly ['contact', ...string[]],
): Promise<void> {
  for (const { id, body } of await deliveriesOfKey(tx, orderKey)) await replaceBody(tx, id, withoutFields(body, fields))
}

/** A body without some fields of its `data`; everything else stays. */
export function withoutFields(body: string, fields: readonly string[]): string {
  const { data, ...envelope } = JSON.parse(body) as { data: Record<string, unknown> }
  return JSON.stringify({ ...envelope, data: Object.fromEntries(Object.entries(data).filter(([key]) => !fields.includes(key))) })
}
