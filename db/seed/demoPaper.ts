import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readCycle } from '#features/participatory-budgeting/cycles/readCycle.ts'
import { phaseOf } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { readStations } from '#features/participatory-budgeting/paper/readStations.ts'
import { saveStation } from '#features/participatory-budgeting/paper/saveStation.ts'
import { dateInBishkek } from '#platform/dates.ts'
import type { App } from '#src/app.ts'

const WEEK_MS = 7 * 86_400_000
/** Made-up polling points: area by its place in the cycle, where, and how many ballots are printed for each. */
const STATIONS = [
  { area: 0, name: 'Маданият үйү', address: 'Ала-Бука айылы, борбордук аянт', ballots: 400 },
  { area: 0, name: 'Орто мектептин спорт залы', address: 'Ала-Бука айылы, мектептин короосу', ballots: 300 },
  { area: 1, name: 'Айыл клубу', address: 'Айры-Там айылы, клуб', ballots: 250 },
  { area: 1, name: 'Башталгыч мектеп', address: 'Достук айылы, мектеп', ballots: 150 },
]

/**
 * Polling points of the demo cycle under the vote, open on its last day, when voting by code has ended. Does nothing where
 * there are some already, or no such cycle.
 */
export async function seedDemoPaper(app: App, cycleId = 'ala-buka-2026'): Promise<void> {
  const cycle = await readCycle(app, cycleId)
  const voting = cycle && phaseOf(cycle.phases, 'voting')
  if (!cycle?.isDemo || !voting || (await readStations(app, cycleId)).length > 0) return
  const early: App = { ...app, now: () => new Date(voting.startsAt.getTime() - WEEK_MS) }
  const day = dateInBishkek(new Date(voting.endsAt.getTime() - 1))
  let first = 1
  for (const { area, name, address, ballots } of STATIONS) {
    const serials = { first, last: first + ballots - 1 }
    const areaId = cycle.areas[area]?.id ?? cycle.areas[0]?.id ?? ''
    const saved = await saveStation(early, SYSTEM, {
      ...{ cycle: cycleId, area: areaId, name, address, day, hours: '8:00–20:00', serials },
    })
    if (!saved.ok) throw new Error(`a demo polling point: ${JSON.stringify(saved.refusals)}`)
    first = serials.last + 1
  }
}
