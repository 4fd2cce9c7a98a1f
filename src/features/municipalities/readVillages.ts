import type { App } from '#src/app.ts'
import type { Names } from './rules/unit.ts'
import { namesOf } from './rules/shape.ts'
import { findVillages } from './store/units.ts'

export interface Village {
  readonly id: string
  readonly names: Names
  readonly population?: number | undefined
}

/** Villages of a municipality; empty where they are not known, which is not to say that there are none. */
export async function readVillages(app: App, municipalityId: string): Promise<Village[]> {
  const rows = await findVillages(app.store.read, municipalityId)
  return rows.map(row => ({ id: row.id, names: namesOf(row), population: row.population ?? undefined }))
}
