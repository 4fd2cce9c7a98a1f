import { recordAudit } from '#features/audit/recordAudit.ts'
import { may } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { ringSoon } from '#platform/bell.ts'
import { countEvent } from '#platform/metrics.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { DELIVERY_BELL } from './rules/bell.ts'
import { restart, statesOf } from './store/deliveries.ts'

/**
 * A person puts a delivery back on its way, or all that are stuck, or all that were kept for the pull feed while no webhook
 * was set. They are due at once and have a week again. Refuses what was sent, an unknown id, and a portal without a webhook.
 */
export async function retryDelivery(
  app: App,
  viewer: Viewer,
  which: { readonly id: string } | { readonly all: 'stuck' | 'pullOnly' },
): Promise<Result<{ retried: number }>> {
  if (!may(viewer, 'delivery.retry')) return err('forbidden')
  if (!app.config.dpi.webhook) return err('delivery.noWebhook')
  const at = app.now()
  return app.store.write(async tx => {
    if ('id' in which) {
      const [found] = await statesOf(tx, [which.id])
      if (!found) return err('delivery.unknown', { path: 'id' })
      if (found.state === 'sent') return err('delivery.alreadySent', { path: 'id' })
    }
    const retried = await restart(tx, 'id' in which ? which : { state: which.all }, at)
    if (retried > 0) {
      await recordAudit(tx, {
        at,
        actor: actorOf(viewer),
        action: 'delivery.retried',
        subject: { type: 'delivery', id: 'id' in which ? which.id : which.all },
        reason: 'a person asked for it',
        detail: { retried },
      })
      countEvent('delivery.retriedByPerson')
      ringSoon(DELIVERY_BELL)
    }
    return ok({ retried })
  })
}
