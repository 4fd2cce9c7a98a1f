import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { type IsoDate, startOfDate } from '#platform/dates.ts'
import type { App } from '#src/app.ts'
import { type HearingTotals, type HeldHearing, totalHearings, totalsBy, type TotalsBy } from './rules/totals.ts'
import { selectHeld, selectPeople, selectProposalCounts } from './store/items.ts'

/** DPI's indicators of all hearings whose results are published, or those of one year: for the front page. Tag: `country`. */
export const readHearingTotals = async (app: App, { year }: { readonly year?: number } = {}): Promise<HearingTotals> =>
  totalHearings(await heldHearings(app, year))

/** The picture of the country: the same by oblast, quarter, year or kind, with the whole. */
export async function readHearingPicture(
  app: App,
  { year, by }: { readonly year?: number | undefined; readonly by: TotalsBy },
): Promise<{ whole: HearingTotals; rows: readonly { key: string; totals: HearingTotals }[]; years: readonly number[] }> {
  const all = await heldHearings(app, undefined)
  const yearOf = (one: HeldHearing) => new Date(one.startsAt.getTime() + 6 * 3_600_000).getUTCFullYear()
  const held = year === undefined ? all : all.filter(one => yearOf(one) === year)
  const years = [...new Set(all.map(yearOf))].sort((a, b) => b - a)
  return { whole: totalHearings(held), rows: totalsBy(held, by, await oblasts(app)), years }
}

async function heldHearings(app: App, year: number | undefined): Promise<HeldHearing[]> {
  const bound = (of: number) => startOfDate(`${of}-01-01` as IsoDate)
  const [held, people, proposals] = await Promise.all([
    selectHeld(app.store.read, year === undefined ? undefined : bound(year), year === undefined ? undefined : bound(year + 1)),
    selectPeople(app.store.read),
    selectProposalCounts(app.store.read),
  ])
  const came = new Map(people.map(one => [one.hearingId, one]))
  const made = Map.groupBy(proposals, one => one.hearingId)
  return held.map(({ id, municipalityId, kind, startsAt }) => {
    const { people: all = 0, women = 0, men = 0 } = came.get(id) ?? {}
    const own = made.get(id) ?? []
    const number = (some: typeof own) => some.reduce((sum, one) => sum + one.n, 0)
    return {
      ...{ municipalityId, kind, startsAt },
      attendance: { people: all, women, men, counted: women + men },
      proposals: number(own),
      taken: number(own.filter(one => one.fate === 'taken')),
    }
  })
}

/** Each municipality's oblast, or itself where it is a city of republican standing. */
async function oblasts(app: App): Promise<Map<string, string>> {
  const tree = await readUnitTree(app)
  return new Map(
    tree.flatMap(oblast =>
      [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)].map(
        unit => [unit.id, oblast.id] as const,
      ),
    ),
  )
}
