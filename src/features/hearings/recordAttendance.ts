import type { Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { closeChange, officeHearing } from './officeHearing.ts'
import { attendanceOf, type CountedRow, sumAttendance } from './rules/attendance.ts'
import { whyNotHeld } from './rules/hearing.ts'
import { markHeld, updateHearing } from './store/hearings.ts'
import { replaceAttendance } from './store/items.ts'

/** Writes how many came, by village and sex, in place of what was counted before. Once it has ended, the hearing was held. */
export async function recordAttendance(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly version: number; readonly rows: readonly CountedRow[] },
): Promise<Result<{ people: number }>> {
  const found = await officeHearing(app, viewer, asked.id, 'attendance')
  if (!found.ok) return found
  const { hearing } = found.value
  const at = app.now()
  const refused = whyNotHeld(hearing, at)
  if (refused) return err(refused)
  const counted = attendanceOf(asked.rows)
  if (!counted.ok) return counted
  const rows = counted.value.map(row => ({ id: app.newId(), hearingId: hearing.id, ...row }))
  const { people, women } = sumAttendance(counted.value)
  return app.store.write(async (tx): Promise<Result<{ people: number }>> => {
    const seen = { id: hearing.id, lock: 'attendance', version: asked.version } as const
    if (!(await updateHearing(tx, seen, { changedAt: at }))) return err('edited.meanwhile')
    if (hearing.endsAt <= at) await markHeld(tx, hearing.id)
    await replaceAttendance(tx, hearing.id, rows)
    const detail = { people, women }
    await closeChange(tx, viewer, hearing, { at, action: 'hearing.attendanceRecorded', reason: 'people were counted', detail })
    return ok({ people })
  })
}
