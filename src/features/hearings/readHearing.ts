import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Attendance } from './rules/attendance.ts'
import { type Hearing, isPublic } from './rules/hearing.ts'
import type { Item } from './rules/items.ts'
import { selectHearing } from './store/hearings.ts'
import { selectAttendance, selectItems } from './store/items.ts'

const SHORT_ID = /^[\w-]{1,40}$/

/** A hearing that everybody may see; undefined where there is none, or it is a draft. Tag: `hearings:<municipality id>`. */
export async function readHearing(app: App, id: string): Promise<Hearing | undefined> {
  const found = SHORT_ID.test(id) ? await selectHearing(app.store.read, id.toLowerCase()) : undefined
  return found && isPublic(found) ? found : undefined
}

/** What belongs to a hearing beside its announcement. */
export interface HearingParts {
  readonly items: readonly Item[]
  readonly attendance: readonly Attendance[]
}

/** Questions, proposals and people of a hearing. */
export async function readHearingParts(app: App, hearingId: string): Promise<HearingParts> {
  const [items, attendance] = await Promise.all([
    selectItems(app.store.read, [hearingId]),
    selectAttendance(app.store.read, [hearingId]),
  ])
  return { items, attendance: attendance.get(hearingId) ?? [] }
}

/** A hearing of a municipality with all its parts, drafts too, for who may look into its office. */
export async function readOfficeHearing(
  app: App,
  viewer: Viewer,
  municipalityId: string,
  id: string,
): Promise<Result<{ hearing: Hearing } & HearingParts, 'forbidden' | 'hearing.unknown'>> {
  const municipality = await readMunicipality(app, municipalityId)
  if (!municipality || !may(viewer, 'office.read', placesOf(municipality))) return err('forbidden')
  const hearing = SHORT_ID.test(id) ? await selectHearing(app.store.read, id) : undefined
  if (hearing?.municipalityId !== municipality.id) return err('hearing.unknown')
  return ok({ hearing, ...(await readHearingParts(app, id)) })
}
