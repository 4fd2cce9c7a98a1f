import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type DeliveryState, deliveriesOfKey } from './store/deliveries.ts'

export interface DeliveryStanding {
  readonly id: string
  readonly type: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly sentAt: Date | null
  readonly nextAttemptAt: Date | null
  readonly lastOutcome: string | null
}

/** Where the envelopes about one reference stand, oldest first; their bodies stay in the outbox. */
export async function readDeliveriesOf(
  app: App,
  viewer: Viewer,
  reference: string,
): Promise<Result<readonly DeliveryStanding[], 'forbidden'>> {
  if (!may(viewer, 'delivery.read')) return err('forbidden')
  const rows = await deliveriesOfKey(app.store.read, reference)
  return ok(
    rows.map(({ id, type, state, attempts, sentAt, nextAttemptAt, lastOutcome }) => ({
      ...{ id, type, state, attempts, sentAt, nextAttemptAt, lastOutcome },
    })),
  )
}
