import type { App } from '#src/app.ts'
import { refOf } from './rules/shape.ts'
import type { UnitKind, UnitRef } from './rules/unit.ts'
import { findUnits } from './store/units.ts'

export interface Centre extends UnitRef {
  readonly kind: UnitKind
  readonly isMunicipality: boolean
  readonly lat: number
  readonly lon: number
}

/** Raions and municipalities of today whose place on the map is known, for finding what lies near somebody. */
export async function readCentres(app: App): Promise<Centre[]> {
  const rows = await findUnits(app.store.read)
  return rows.flatMap(row =>
    row.validTo === null && row.lat !== null && row.lon !== null && (row.kind === 'raion' || row.isMunicipality)
      ? [{ ...refOf(row), kind: row.kind, isMunicipality: row.isMunicipality, lat: row.lat, lon: row.lon }]
      : [],
  )
}
