import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { dateInBishkek, startOfDate } from '#platform/dates.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import type { Tyiyn } from '#platform/money.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { words } from '../words.ts'
import { closeCycleChange } from './officeCycle.ts'
import { readCycles } from './readCycles.ts'
import type { Area, Cycle, InLanguages } from './rules/cycle.ts'
import type { CycleRules } from './rules/cycleRules.ts'
import { areaId, cycleId, startingAreas, startingRules, usualPhases } from './rules/newCycle.ts'
import { type Phase, phasesFit } from './rules/phases.ts'
import { insertCycle, selectCycles } from './store/cycles.ts'

const DAY_MS = 86_400_000
/** Of people who live in a place, this share is usually old enough to vote; the office corrects it. */
const ENTITLED_SHARE = 0.65

/**
 * Begins a cycle as a draft that could be published nearly as it is: rules and areas of the last one of this municipality,
 * or the usual ones; the usual phases from next week on; its id from place and year. What is given wins. Answers the id.
 */
export async function createCycle(
  app: App,
  viewer: Viewer,
  asked: {
    readonly municipality: string
    readonly budgetYear: number
    readonly amount: Tyiyn
    readonly titles?: InLanguages | undefined
    readonly leads?: Partial<InLanguages> | undefined
    readonly budgetLine?: { readonly id: string; readonly name: string } | undefined
    readonly areas?: readonly Omit<Area, 'id' | 'position'>[] | undefined
    readonly phases?: readonly Phase[] | undefined
    readonly rules?: CycleRules | undefined
    readonly isDemo?: boolean | undefined
  },
): Promise<Result<{ id: string }>> {
  const municipality = await readMunicipality(app, asked.municipality)
  if (!municipality) return err('cycle.municipality')
  if (!may(viewer, 'cycle.write', placesOf(municipality))) return err('forbidden')
  if (municipality.endedOn !== undefined) return err('cycle.municipality')
  const at = app.now()
  const [before] = (await readCycles(app, { municipalityId: municipality.id })).filter(
    one => one.municipalityId === municipality.id && one.state !== 'cancelled',
  )
  const phases = asked.phases ?? usualPhases(startOfDate(dateInBishkek(new Date(at.getTime() + 7 * DAY_MS))))
  const fit = phasesFit(phases)
  if (!fit.ok) return fit
  const title = (lang: Lang) =>
    words(lang)('cycle.usualTitle', { place: municipality.names[lang], year: String(asked.budgetYear) })
  const entitled = Math.round((municipality.population ?? 0) * ENTITLED_SHARE)
  const built = (id: string): Cycle => ({
    ...{ id, municipalityId: municipality.id, municipalityIds: [municipality.id] },
    titles: asked.titles ?? (Object.fromEntries(LANGUAGES.map(lang => [lang, title(lang)])) as unknown as InLanguages),
    leads: asked.leads ?? {},
    ...{ budgetYear: asked.budgetYear, budgetLineId: asked.budgetLine?.id, budgetLineName: asked.budgetLine?.name },
    ...{ amount: asked.amount, state: 'draft', rules: asked.rules ?? startingRules(before) },
    areas:
      asked.areas?.map((one, index) => ({ ...one, id: areaId(id, index + 1), position: index + 1 })) ??
      startingAreas(id, asked.amount, entitled, before),
    ...{ phases, version: 0, isDemo: asked.isDemo ?? false },
  })
  return app.store.write(async tx => {
    let turn = 1
    const id = () => cycleId(municipality.slug, asked.budgetYear, turn)
    while ((await selectCycles(tx, [id()])).length > 0) turn += 1
    const cycle = built(id())
    await insertCycle(tx, cycle, at)
    await closeCycleChange(tx, viewer, cycle, {
      at,
      action: 'cycle.created',
      reason: 'a cycle is prepared',
      detail: { year: asked.budgetYear },
    })
    return ok({ id: cycle.id })
  })
}
