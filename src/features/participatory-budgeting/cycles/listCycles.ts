import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { readUnitsWithin } from '#features/municipalities/readUnitsWithin.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'
import { readCycles } from './readCycles.ts'
import type { Cycle } from './rules/cycle.ts'
import { asksNow, nextStep, stepEnds } from './rules/nextStep.ts'

export interface PlacedCycle {
  readonly cycle: Cycle
  /** Those that take part, the one that leads first. */
  readonly municipalities: readonly Municipality[]
}

/** Announced cycles of a place (any unit, by id, code or address part) or of the country, the latest first. */
export async function listCycles(app: App, place?: string): Promise<PlacedCycle[]> {
  const unit = place === undefined ? undefined : await readUnit(app, place)
  if (place !== undefined && !unit) return []
  const municipalityIds = unit && (await readUnitsWithin(app, unit.id))
  const cycles = await readCycles(app, { state: 'published', municipalityIds })
  const ids = [...new Set(cycles.flatMap(one => one.municipalityIds))]
  const known = new Map(await Promise.all(ids.map(async id => [id, await readMunicipality(app, id)] as const)))
  return cycles.map(cycle => ({
    cycle,
    municipalities: cycle.municipalityIds.map(id => known.get(id)).filter(one => one !== undefined),
  }))
}

/** Cycles in which residents can do something now, what ends soonest first; for the front page. */
export async function openCycles(app: App): Promise<PlacedCycle[]> {
  const now = app.now()
  const ends = ({ cycle }: PlacedCycle) => stepEnds(cycle, now)?.getTime() ?? 0
  return (await listCycles(app)).filter(one => asksNow(nextStep(one.cycle, now))).sort((a, b) => ends(a) - ends(b))
}
