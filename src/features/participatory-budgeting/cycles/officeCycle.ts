import { touchPages } from '#db/touchPages.ts'
import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { may, type Permission } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from './readCycle.ts'
import type { Cycle } from './rules/cycle.ts'

export interface OfficeCycle {
  readonly cycle: Cycle
  readonly municipality: Municipality
}

/** A cycle for who has this permission in the municipality that leads it; refuses `cycle.unknown` and `forbidden`. */
export async function officeCycle(
  app: App,
  viewer: Viewer,
  id: string,
  permission: Permission | ((cycle: Cycle) => Permission),
): Promise<Result<OfficeCycle, 'cycle.unknown' | 'forbidden'>> {
  const cycle = await readCycle(app, id)
  if (!cycle) return err('cycle.unknown')
  const municipality = await readMunicipality(app, cycle.municipalityId)
  if (!municipality) throw new Error('a cycle without its municipality')
  const needed = typeof permission === 'function' ? permission(cycle) : permission
  return may(viewer, needed, placesOf(municipality)) ? ok({ cycle, municipality }) : err('forbidden')
}

/** Every page that shows a cycle or says of it. */
export const touchCycle = (
  tx: Writing,
  at: Date,
  { id, municipalityIds }: Pick<Cycle, 'id' | 'municipalityIds'>,
): Promise<void> => touchPages(tx, at, [`cycle:${id}`, ...municipalityIds.map(one => `municipality:${one}`), 'country'])

/** What every change of a cycle ends with: pages and the trail. */
export async function closeCycleChange(
  tx: Writing,
  viewer: Viewer,
  cycle: Pick<Cycle, 'id' | 'municipalityId' | 'municipalityIds'>,
  change: {
    readonly at: Date
    readonly action: string
    readonly reason: string
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> {
  await touchCycle(tx, change.at, cycle)
  await recordAudit(tx, {
    at: change.at,
    actor: actorOf(viewer),
    action: change.action,
    subject: { type: 'cycle', id: cycle.id },
    reason: change.reason,
    detail: { municipality: cycle.municipalityId, ...change.detail },
  })
}
