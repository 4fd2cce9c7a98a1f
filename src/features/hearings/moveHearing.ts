import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { MoveAsked } from './forms/hearingForms.ts'
import { indexHearing } from './hearingDocuments.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { whyNotComing } from './rules/hearing.ts'
import { instantOf, reminderEraseOn, usualEnd } from './rules/schedule.ts'
import { insertMove, selectHearing, updateHearing } from './store/hearings.ts'
import { moveErasure } from './store/reminders.ts'
import { tellWhoAsked } from './tellWhoAsked.ts'

/**
 * Moves an announced hearing to another day, hour or place, with a reason for everybody. Its page keeps when and where it
 * would have been, calendars take the new time over, and all who asked to be reminded are told. Answers how many were.
 */
export async function moveHearing(
  app: App,
  viewer: Viewer,
  asked: MoveAsked & { readonly id: string },
): Promise<Result<{ told: number }>> {
  const found = await officeHearing(app, viewer, asked.id, { permission: 'hearing.publish' })
  if (!found.ok) return found
  const { hearing, municipality } = found.value
  const at = app.now()
  const refused = whyNotComing(hearing, at)
  if (refused) return err(refused)
  const startsAt = instantOf(asked.date, asked.time)
  const endsAt = asked.endTime ? instantOf(asked.date, asked.endTime) : usualEnd(startsAt)
  if (startsAt <= at) return err('hearing.past', { path: 'date' })
  if (endsAt <= startsAt) return err('hearing.endsBefore', { path: 'endTime' })
  if (!asked.venue && !asked.onlineUrl) return err('hearing.noPlace', { path: 'venue' })
  return app.store.write(async (tx): Promise<Result<{ told: number }>> => {
    const changes = {
      ...{ startsAt, endsAt, changedAt: at, sequence: hearing.sequence + 1 },
      ...{ venue: asked.venue ?? null, village: asked.village ?? null, onlineUrl: asked.onlineUrl ?? null },
      // Whoever was reminded of the old day is reminded of the new one as well.
      remindedAt: null,
    }
    const seen = { id: hearing.id, lock: 'announcement', version: asked.version } as const
    if (!(await updateHearing(tx, seen, changes))) return err('edited.meanwhile')
    await insertMove(tx, {
      ...{ id: app.newId(), hearingId: hearing.id, movedAt: at, reason: asked.reason },
      ...{ fromStartsAt: hearing.startsAt, fromVenue: hearing.venue },
    })
    await moveErasure(tx, hearing.id, reminderEraseOn(endsAt))
    const moved = await selectHearing(tx, hearing.id)
    if (!moved) throw new Error('a hearing that was just moved')
    await indexHearing(tx, moved, municipality)
    const told = await tellWhoAsked(app, tx, moved, municipality, { template: 'hearingMoved', reason: asked.reason })
    const detail = { from: hearing.startsAt.toISOString(), to: startsAt.toISOString(), told }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.moved', reason: asked.reason, detail })
    return ok({ told })
  })
}
