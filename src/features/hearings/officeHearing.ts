import { touchPages } from '#db/touchPages.ts'
import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may, type Permission } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type Hearing, neededFor, type Part } from './rules/hearing.ts'
import { selectHearing } from './store/hearings.ts'

export interface OfficeHearing {
  readonly hearing: Hearing
  readonly municipality: Municipality
}

/**
 * A hearing for who may work on one part of it now (or has the named permission); refuses `hearing.unknown` and `forbidden`.
 */
export async function officeHearing(
  app: App,
  viewer: Viewer,
  id: string,
  needed: Part | { readonly permission: Permission },
): Promise<Result<OfficeHearing, 'hearing.unknown' | 'forbidden'>> {
  const hearing = await selectHearing(app.store.read, id)
  if (!hearing) return err('hearing.unknown')
  const municipality = await readMunicipality(app, hearing.municipalityId)
  if (!municipality) throw new Error('a hearing without its municipality')
  const permission = typeof needed === 'string' ? neededFor(needed, hearing) : needed.permission
  return may(viewer, permission, placesOf(municipality)) ? ok({ hearing, municipality }) : err('forbidden')
}

/** Pages that show hearings of a municipality. */
export const touchHearings = (tx: Writing, at: Date, municipalityId: string): Promise<void> =>
  touchPages(tx, at, [`hearings:${municipalityId}`, `municipality:${municipalityId}`, 'country'])

/** What every change ends with: pages and the trail. */
export async function closeChange(
  tx: Writing,
  viewer: Viewer,
  hearing: Pick<Hearing, 'id' | 'municipalityId'>,
  change: {
    readonly at: Date
    readonly action: string
    readonly reason: string
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> {
  await touchHearings(tx, change.at, hearing.municipalityId)
  await recordAudit(tx, {
    at: change.at,
    actor: actorOf(viewer),
    action: change.action,
    subject: { type: 'hearing', id: hearing.id },
    reason: change.reason,
    detail: { municipality: hearing.municipalityId, ...change.detail },
  })
}
