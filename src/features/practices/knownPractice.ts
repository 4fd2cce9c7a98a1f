import { may, type Permission } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type PracticeRow, practiceById } from './store/practices.ts'

export interface KnownPractice {
  readonly row: PracticeRow
  /** Undefined for an entry from a source. */
  readonly municipality: Municipality | undefined
}

const LONGEST_ID = 64

/** A stored practice with its municipality, for who may do one of these for its place; DPI's rights hold everywhere. */
export async function knownPractice(
  app: App,
  viewer: Viewer,
  id: string,
  permissions: readonly Permission[],
): Promise<Result<KnownPractice, 'forbidden' | 'practice.unknown'>> {
  // PostgreSQL takes no NUL, and no id of ours has anything but letters, digits and dashes.
  const row = id.length <= LONGEST_ID && /^[\w-]+$/.test(id) ? await practiceById(app.store.read, id) : undefined
  const municipality = row?.municipalityId ? await readMunicipality(app, row.municipalityId) : undefined
  const within = municipality ? placesOf(municipality) : []
  if (!permissions.some(permission => may(viewer, permission, within))) return err('forbidden')
  return row ? ok({ row, municipality }) : err('practice.unknown')
}
