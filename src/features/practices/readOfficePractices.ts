import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { type Municipality, placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { listed } from './readLibrary.ts'
import type { AdoptionState } from './rules/adoption.ts'
import type { PracticeContent, PracticeState } from '#db/schema/practices.ts'
import { asReviewed, type ListedPractice } from './rules/published.ts'
import { adoptionsBy } from './store/adoptions.ts'
import { selectPlaced } from './store/library.ts'
import { countByState, practicesInState, practicesOf, type PracticeRow } from './store/practices.ts'

/** A practice in the list of who works on it. */
export interface WorkItem {
  readonly id: string
  readonly slug: string
  readonly municipalityId: string | undefined
  readonly content: PracticeContent
  readonly state: PracticeState
  readonly isPublic: boolean
  readonly isChosen: boolean
  readonly changedAt: Date
  readonly submittedAt: Date | undefined
  readonly isDemo: boolean
}
/** What a municipality took over from another. */
export interface OwnAdoption {
  readonly practice: ListedPractice
  readonly state: AdoptionState
  readonly note: string | undefined
  readonly since: Date
  readonly adoptedOn: string | undefined
}

const itemOf = (row: PracticeRow): WorkItem => ({
  id: row.id,
  slug: row.slug,
  municipalityId: row.municipalityId ?? undefined,
  content: row.content,
  state: row.state,
  isPublic: row.isPublic,
  isChosen: row.chosenAt !== null,
  changedAt: row.changedAt,
  submittedAt: row.submittedAt ?? undefined,
  isDemo: row.isDemo,
})

/** A municipality's own practices, the last changed first, and those of others that it wants or adopted. */
export async function readOfficePractices(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
): Promise<Result<{ readonly own: readonly WorkItem[]; readonly adoptions: readonly OwnAdoption[] }, 'forbidden'>> {
  if (!may(viewer, 'office.read', placesOf(municipality))) return err('forbidden')
  const [own, adopted] = await Promise.all([
    practicesOf(app.store.read, municipality.id),
    adoptionsBy(app.store.read, municipality.id),
  ])
  const placed = await selectPlaced(
    app.store.read,
    adopted.map(one => one.practiceId),
  )
  const practices = new Map((await listed(app, placed)).map(one => [one.id, one]))
  const adoptions = adopted.flatMap(({ practiceId, state, note, since, adoptedOn }) => {
    const practice = practices.get(practiceId)
    return practice ? [{ practice, state, note: note ?? undefined, since, adoptedOn: adoptedOn ?? undefined }] : []
  })
  return ok({ own: own.map(itemOf), adoptions })
}

/** How many practices of a municipality stand in each state: for its Today page. `sentBack` waits for the office. */
export async function countOfficePractices(app: App, municipalityId: string): Promise<Readonly<Record<PracticeState, number>>> {
  const counts = await countByState(app.store.read, municipalityId)
  const of = (state: PracticeState) => counts.get(state) ?? 0
  return {
    draft: of('draft'),
    submitted: of('submitted'),
    sentBack: of('sentBack'),
    published: of('published'),
    withdrawn: of('withdrawn'),
  }
}

const MOST = 200

/** DPI's list of one state: what waits, the longest waiting first; else the last changed first. With how many wait. */
export async function readReviewQueue(
  app: App,
  viewer: Viewer,
  state: PracticeState,
): Promise<Result<{ readonly items: readonly WorkItem[]; readonly waiting: number }, 'forbidden'>> {
  if (!may(viewer, 'practice.review')) return err('forbidden')
  const rows = state === 'draft' ? [] : await practicesInState(app.store.read, state, MOST)
  return ok({ items: rows.flatMap(row => asReviewed(row) ?? []).map(itemOf), waiting: await countSubmittedPractices(app) })
}

/** How many practices wait for DPI: for the tab of its desk. */
export const countSubmittedPractices = async (app: App): Promise<number> =>
  (await countByState(app.store.read)).get('submitted') ?? 0
