import { publishDocuments } from '#features/documents/publishDocuments.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexHearing } from './hearingDocuments.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { noticeDays } from './rules/schedule.ts'
import { updateHearing } from './store/hearings.ts'

/**
 * Tells everybody: from now on the hearing has its page, stands in lists and calendars, and takes questions. Refuses a date in
 * the past and a hearing without any place. Answers how many days ahead people know; what the law asks is to be confirmed.
 */
export async function announceHearing(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number },
): Promise<Result<{ noticeDays: number }>> {
  const found = await officeHearing(app, viewer, asked.id, { permission: 'hearing.publish' })
  if (!found.ok) return found
  const { hearing, municipality } = found.value
  if (hearing.state !== 'draft') return err('hearing.alreadyAnnounced')
  const at = app.now()
  if (hearing.startsAt <= at) return err('hearing.past', { path: 'date' })
  if (!hearing.venue && !hearing.onlineUrl) return err('hearing.noPlace', { path: 'venue' })
  const days = noticeDays(at, hearing.startsAt)
  return app.store.write(async (tx): Promise<Result<{ noticeDays: number }>> => {
    const changes = { state: 'announced', announcedAt: at, changedAt: at } as const
    if (!(await updateHearing(tx, { ...asked, lock: 'announcement' }, changes))) return err('edited.meanwhile')
    await publishDocuments(app, tx, 'hearing', hearing.id)
    await indexHearing(tx, { ...hearing, ...changes }, municipality)
    const detail = { noticeDays: days, startsAt: hearing.startsAt.toISOString() }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.announced', reason: 'residents are invited', detail })
    return ok({ noticeDays: days })
  })
}
