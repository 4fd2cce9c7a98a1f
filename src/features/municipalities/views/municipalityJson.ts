import type { Municipality, UnitRef } from '../rules/unit.ts'

const refJson = (ref: UnitRef | undefined) => (ref ? { id: ref.id, slug: ref.slug, names: ref.names } : null)

/** A municipality as the API and exports give it; `null` says that something is not known. */
export function municipalityJson(one: Municipality) {
  return {
    id: one.id,
    slug: one.slug,
    soate: one.soate ?? null,
    kind: one.kind,
    names: one.names,
    raion: refJson(one.raion),
    oblast: refJson(one.oblast),
    ...(one.population === undefined ? {} : { population: one.population, populationDate: one.populationDate ?? null }),
    ...(one.lat === undefined || one.lon === undefined ? {} : { lat: one.lat, lon: one.lon }),
    standing: one.standing,
    ...(one.endedOn ? { endedOn: one.endedOn } : {}),
  }
}
