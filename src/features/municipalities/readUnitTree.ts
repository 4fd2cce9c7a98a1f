import type { App } from '#src/app.ts'
import { refOf } from './rules/shape.ts'
import type { TreeOblast } from './rules/unit.ts'
import { findUnits, type UnitRow } from './store/units.ts'

/**
 * Everything that stands today from the oblasts down, for lists and filters: oblasts and cities of republican standing,
 * their raions, and the municipalities of each. In the order of addresses; views sort by the reader's alphabet.
 */
export async function readUnitTree(app: App): Promise<TreeOblast[]> {
  const rows = (await findUnits(app.store.read)).filter(row => row.validTo === null)
  const children = Map.groupBy(rows, row => row.parentId ?? '')
  const below = (row: UnitRow): UnitRow[] => children.get(row.id) ?? []
  const municipalitiesAt = (row: UnitRow): UnitRow[] =>
    below(row).flatMap(one => (one.isMunicipality ? [one, ...municipalitiesAt(one)] : []))
  return rows
    .filter(row => row.kind === 'oblast' || row.kind === 'city_republican')
    .map(row => ({
      ...refOf(row),
      kind: row.kind,
      iso: row.iso ?? undefined,
      lat: row.lat ?? undefined,
      lon: row.lon ?? undefined,
      population: row.population ?? undefined,
      municipalities: [...(row.isMunicipality ? [row] : []), ...municipalitiesAt(row)].map(refOf),
      raions: below(row)
        .filter(one => one.kind === 'raion')
        .map(raion => ({ ...refOf(raion), municipalities: municipalitiesAt(raion).map(refOf) })),
    }))
}
