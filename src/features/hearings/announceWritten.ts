import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, type Result } from '#platform/result.ts'
import { type Holidays, workingDaysBetween } from '#platform/workingDays.ts'
import type { App } from '#src/app.ts'
import { announceHearing } from './announceHearing.ts'
import type { Announcement } from './forms/hearingForms.ts'
import { officeHearing } from './officeHearing.ts'
import { USUAL_NOTICE } from './rules/schedule.ts'
import { saveHearing } from './saveHearing.ts'

/** What came of announcing: where it is refused, whether what was typed is kept all the same. */
export interface Announced {
  readonly saved: boolean
  readonly result: Result<{ noticeDays: number }>
}

/**
 * Saves what stands in the form, then announces it, so that nothing typed is left behind. Fewer working days ahead than usual
 * are asked about (`announce.short`) until `confirmed`: how many the law wants is not settled, so it is no refusal for good.
 */
export async function announceWritten(
  app: App,
  viewer: Viewer,
  { confirmed, ...asked }: Announcement & { readonly id: string; readonly confirmed?: boolean | undefined },
  holidays: Holidays,
): Promise<Announced> {
  const found = await officeHearing(app, viewer, asked.id, { permission: 'hearing.publish' })
  if (!found.ok) return { saved: false, result: found }
  if (found.value.hearing.state !== 'draft') return { saved: false, result: err('hearing.alreadyAnnounced') }
  const saved = await saveHearing(app, viewer, asked)
  if (!saved.ok) return { saved: false, result: saved }
  const now = await officeHearing(app, viewer, asked.id, { permission: 'hearing.publish' })
  if (!now.ok) return { saved: true, result: now }
  const at = app.now()
  const { startsAt } = now.value.hearing
  const days = workingDaysBetween(dateInBishkek(at), dateInBishkek(startsAt), holidays)
  if (startsAt > at && days < USUAL_NOTICE && !confirmed)
    return { saved: true, result: err('announce.short', { path: 'confirmed', values: { days, usual: USUAL_NOTICE } }) }
  return { saved: true, result: await announceHearing(app, viewer, { id: asked.id, version: saved.value.version }) }
}
