import { may, type Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { selectUpload, type UploadRow } from './store/uploads.ts'

/** Which prepared budget, of which municipality (id, SOATE code or address part). */
export interface Which {
  readonly municipality: string
  readonly id: string
}

/** A prepared budget for who may do this with it. Refused where the viewer may not, and where the municipality has none such. */
export async function openPrepared(
  app: App,
  viewer: Viewer,
  permission: Permission,
  which: Which,
): Promise<Result<{ municipality: Municipality; row: UploadRow }>> {
  const municipality = await readMunicipality(app, which.municipality)
  if (!municipality) return err('import.municipality', { values: { key: which.municipality } })
  if (!may(viewer, permission, placesOf(municipality))) return err('forbidden')
  const row = await selectUpload(app.store.read, which.id)
  return row?.municipalityId === municipality.id ? ok({ municipality, row }) : err('prepared.unknown')
}
