import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexHearing } from './hearingDocuments.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { whyNoItems } from './rules/hearing.ts'
import { countItems } from './rules/items.ts'
import { writtenMinutes } from './rules/minutes.ts'
import { updateHearing } from './store/hearings.ts'
import { selectAttendance, selectItems } from './store/items.ts'

/**
 * Shows everybody what the hearing came to: people, minutes, each proposal with its fate, answers. Needs the hearing
 * to be over, the people counted and every proposal decided; asks (`results.noMinutes`) where no minutes are written, until
 * `withoutMinutes` says so. What is corrected later is seen at once.
 */
export async function publishResults(
  app: App,
  viewer: Viewer,
  { withoutMinutes, ...asked }: { readonly id: string; readonly version: number; readonly withoutMinutes?: boolean | undefined },
): Promise<Result<void>> {
  const found = await officeHearing(app, viewer, asked.id, { permission: 'hearing.publish' })
  if (!found.ok) return found
  const { hearing, municipality } = found.value
  if (hearing.state === 'resultsPublished') return err('results.already')
  const refused = whyNoItems(hearing)
  if (refused) return err(refused)
  const at = app.now()
  if (at < hearing.endsAt) return err('results.notOver')
  return app.store.write(async (tx): Promise<Result<void>> => {
    const attendance = (await selectAttendance(tx, [hearing.id])).get(hearing.id)
    if (!attendance) return err('results.nobodyCounted')
    const { undecided, proposals, taken } = countItems(await selectItems(tx, [hearing.id]))
    if (undecided > 0) return err('results.undecided', { values: { count: undecided } })
    if (!writtenMinutes(hearing) && !withoutMinutes) return err('results.noMinutes', { path: 'withoutMinutes' })
    const changes = { state: 'resultsPublished', resultsAt: at, changedAt: at } as const
    if (!(await updateHearing(tx, { ...asked, lock: 'announcement' }, changes))) return err('edited.meanwhile')
    await indexHearing(tx, { ...hearing, ...changes }, municipality)
    const detail = { proposals, taken }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.resultsPublished', reason: 'results are public', detail })
    return ok()
  })
}
