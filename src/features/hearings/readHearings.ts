import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { readUnitsWithin } from '#features/municipalities/readUnitsWithin.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Hearing, HearingKind } from './rules/hearing.ts'
import { selectHearings, selectStart } from './store/hearings.ts'

/** The next hearing of a municipality that has not ended; for its page. Tag: `hearings:<municipality id>`. */
export const nextHearing = async (app: App, municipalityId: string): Promise<Hearing | undefined> =>
  (
    await selectHearings(
      app.store.read,
      { municipalityIds: [municipalityId], endsAfter: app.now(), withoutCancelled: true, order: 'coming' },
      1,
    )
  )[0]

/** Hearings of the country that have not ended, the nearest first; for the front page. Tag: `country`. */
export const readOpenHearings = (app: App, limit: number): Promise<Hearing[]> =>
  selectHearings(app.store.read, { endsAfter: app.now(), withoutCancelled: true, order: 'coming' }, limit)

/** Public hearings of one municipality: to come, the nearest first; and past, the latest first. */
export async function readPlaceHearings(
  app: App,
  municipalityId: string,
  most = 100,
): Promise<{ coming: Hearing[]; past: Hearing[] }> {
  const [now, municipalityIds] = [app.now(), [municipalityId]]
  const [coming, past] = await Promise.all([
    selectHearings(app.store.read, { municipalityIds, endsAfter: now, order: 'coming' }, most),
    selectHearings(app.store.read, { municipalityIds, endedBy: now, order: 'latest' }, most),
  ])
  return { coming, past }
}

export interface HearingSearch {
  /** Id or address part of any unit: an oblast, a raion, a municipality. */
  readonly place?: string | undefined
  readonly kind?: HearingKind | undefined
  readonly when: 'coming' | 'past' | 'all'
  /** The id of the hearing that the list goes on after. */
  readonly after?: string | undefined
}

/** Public hearings of the country that pass a filter, a page at a time. */
export async function listHearings(
  app: App,
  search: HearingSearch,
  limit: number,
): Promise<{ items: Hearing[]; next: string | undefined }> {
  const now = app.now()
  const from = search.after === undefined ? undefined : await selectStart(app.store.read, search.after)
  const found = await selectHearings(
    app.store.read,
    {
      municipalityIds: await municipalitiesOf(app, search.place),
      kind: search.kind,
      endsAfter: search.when === 'coming' ? now : undefined,
      endedBy: search.when === 'past' ? now : undefined,
      after: search.after !== undefined && from ? { at: from, id: search.after } : undefined,
      order: search.when === 'coming' ? 'coming' : 'latest',
    },
    limit + 1,
  )
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? items.at(-1)?.id : undefined }
}

/** Municipalities within a place; none where the place is not known, all where none was named. */
async function municipalitiesOf(app: App, place: string | undefined): Promise<readonly string[] | undefined> {
  if (place === undefined) return undefined
  const unit = await readUnit(app, place)
  return unit ? readUnitsWithin(app, unit.id) : []
}

/** Hearings of an office: all of them, drafts first, then the latest. */
export async function readOfficeHearings(
  app: App,
  viewer: Viewer,
  municipalityId: string,
): Promise<Result<Hearing[], 'forbidden'>> {
  const municipality = await readMunicipality(app, municipalityId)
  if (!municipality || !may(viewer, 'office.read', placesOf(municipality))) return err('forbidden')
  const municipalityIds = [municipality.id]
  return ok(await selectHearings(app.store.read, { municipalityIds, withDrafts: true, order: 'latest' }, 200))
}
