import type { App } from '#src/app.ts'
import { refOf } from './rules/shape.ts'
import type { UnitKind, UnitRef } from './rules/unit.ts'
import { findUnits } from './store/units.ts'

export interface Centre extends UnitRef {
  readonly kind: UnitKind
  readonly isMunicipality: boolean
  /** Address part of the oblast it is in. */
  readonly oblast?: string | undefined
  readonly lat: number
  readonly lon: number
}

/** Raions and municipalities of today whose place on the map is known, for finding what lies near somebody. */
export async function readCentres(app: App): Promise<Centre[]> {
  const rows = await findUnits(app.store.read)
  const byId = new Map(rows.map(row => [row.id, row]))
  return rows.flatMap(row => {
    if (row.validTo !== null || row.lat === null || row.lon === null || !(row.kind === 'raion' || row.isMunicipality)) return []
    const parent = byId.get(row.parentId ?? '')
    const oblast = parent?.kind === 'oblast' ? parent.slug : undefined
    return [{ ...refOf(row), kind: row.kind, isMunicipality: row.isMunicipality, oblast, lat: row.lat, lon: row.lon }]
  })
}
