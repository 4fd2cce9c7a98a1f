import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import type { PlacedHearing } from './hearingCalendar.ts'
import type { Hearing } from './rules/hearing.ts'
import { selectHearings } from './store/hearings.ts'

const DAY_MS = 86_400_000
/** A calendar keeps what was lately, so that a cancelled or past hearing does not vanish from it unexplained. */
const KEPT_DAYS = 120
const MOST = 500

/** Hearings for a calendar: those to come and of the last months, cancelled ones too; of a municipality or the country. */
export async function readCalendar(app: App, municipality?: Municipality): Promise<PlacedHearing[]> {
  const found = await selectHearings(
    app.store.read,
    {
      municipalityIds: municipality && [municipality.id],
      endsAfter: new Date(app.now().getTime() - KEPT_DAYS * DAY_MS),
      order: 'coming',
    },
    MOST,
  )
  return withPlaces(app, found)
}

/** Hearings with their municipalities. */
export async function withPlaces(app: App, hearings: readonly Hearing[]): Promise<PlacedHearing[]> {
  const ids = [...new Set(hearings.map(one => one.municipalityId))]
  const places = new Map(await Promise.all(ids.map(async id => [id, await readMunicipality(app, id)] as const)))
  return hearings.flatMap(hearing => {
    const municipality = places.get(hearing.municipalityId)
    return municipality ? [{ hearing, municipality }] : []
  })
}
