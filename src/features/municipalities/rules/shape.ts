import type { Municipality, Names, UnitKind, UnitRef } from './unit.ts'

/** What a stored unit holds, as far as these shapes need it. */
export interface StoredUnit {
  readonly id: string
  readonly kind: UnitKind
  readonly slug: string
  readonly parentId: string | null
  readonly nameKy: string
  readonly nameRu: string
  readonly nameEn: string
  readonly population: number | null
  readonly populationDate: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly standing: 'confirmed' | 'check'
  readonly validTo: string | null
}

type StoredNames = Pick<StoredUnit, 'nameKy' | 'nameRu' | 'nameEn'>

export const namesOf = (row: StoredNames): Names => ({ ky: row.nameKy, ru: row.nameRu, en: row.nameEn })
export const refOf = (row: StoredNames & Pick<StoredUnit, 'id' | 'slug'>): UnitRef => ({
  id: row.id,
  slug: row.slug,
  names: namesOf(row),
})

/** A municipality from its row, the rows above it (nearest first) and its code of today. */
export function municipalityOf(row: StoredUnit, above: readonly StoredUnit[], soate: string | undefined): Municipality {
  const raion = above.find(one => one.kind === 'raion')
  const oblast = above.find(one => one.kind === 'oblast')
  return {
    ...refOf(row),
    kind: row.kind,
    soate,
    population: row.population ?? undefined,
    populationDate: row.populationDate ?? undefined,
    oblast: oblast && refOf(oblast),
    raion: raion && refOf(raion),
    standing: row.standing,
    lat: row.lat ?? undefined,
    lon: row.lon ?? undefined,
    endedOn: row.validTo ?? undefined,
  }
}
