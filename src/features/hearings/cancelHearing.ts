import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexHearing } from './hearingDocuments.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { updateHearing } from './store/hearings.ts'
import { moveErasure } from './store/reminders.ts'
import { tellWhoAsked } from './tellWhoAsked.ts'

/**
 * Calls a hearing off, with a reason for everybody; a draft is put away in silence. Its page stays and says so, calendars take
 * it over, all who asked to be reminded are told. What was already held is not cancelled.
 */
export async function cancelHearing(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly reason: string },
): Promise<Result<{ told: number }>> {
  const found = await officeHearing(app, viewer, asked.id, { permission: 'hearing.publish' })
  if (!found.ok) return found
  const { hearing, municipality } = found.value
  if (hearing.state === 'cancelled') return err('hearing.isCancelled')
  // A hearing that nobody came to is cancelled on the day or later; one with results is not.
  if (hearing.state !== 'announced' && hearing.state !== 'draft') return err('hearing.isOver')
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<{ told: number }>> => {
    const changes = {
      ...({ state: 'cancelled', cancelledAt: at, changedAt: at } as const),
      ...{ cancelReason: asked.reason, sequence: hearing.sequence + 1 },
    }
    const seen = { id: hearing.id, lock: 'announcement', version: asked.version } as const
    if (!(await updateHearing(tx, seen, changes))) return err('edited.meanwhile')
    const cancelled = { ...hearing, ...changes }
    await indexHearing(tx, cancelled, municipality)
    const told = await tellWhoAsked(app, tx, cancelled, municipality, { template: 'hearingCancelled', reason: asked.reason })
    // Nobody is written to about it any more.
    await moveErasure(tx, hearing.id, dateInBishkek(at))
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.cancelled', reason: asked.reason, detail: { told } })
    return ok({ told })
  })
}
