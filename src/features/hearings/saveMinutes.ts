import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { indexHearing } from './hearingDocuments.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { whyNotHeld } from './rules/hearing.ts'
import { markHeld, updateHearing } from './store/hearings.ts'

/** Saves the minutes, in Markdown. Everybody reads them once results are published; until then the office does. */
export async function saveMinutes(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly minutes?: string | undefined },
): Promise<Result<void>> {
  const found = await officeHearing(app, viewer, asked.id, 'minutes')
  if (!found.ok) return found
  const { hearing, municipality } = found.value
  const at = app.now()
  const refused = whyNotHeld(hearing, at)
  if (refused) return err(refused)
  const { minutes } = asked
  return app.store.write(async (tx): Promise<Result<void>> => {
    const seen = { id: hearing.id, lock: 'minutes', version: asked.version } as const
    if (!(await updateHearing(tx, seen, { minutes: minutes ?? null, changedAt: at }))) return err('edited.meanwhile')
    if (hearing.endsAt <= at) await markHeld(tx, hearing.id)
    await indexHearing(tx, { ...hearing, minutes }, municipality)
    const detail = { characters: minutes?.length ?? 0 }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.minutesSaved', reason: 'minutes were written', detail })
    return ok()
  })
}
