import { readBudget } from '#features/budgets/readBudget.ts'
import { SYSTEM } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { createCycle } from '#features/participatory-budgeting/cycles/createCycle.ts'
import { publishCycle } from '#features/participatory-budgeting/cycles/publishCycle.ts'
import { readCycles } from '#features/participatory-budgeting/cycles/readCycles.ts'
import type { Area, InLanguages } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { type CycleRules, DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import type { Phase, PhaseKind } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { dateInBishkek, startOfDate } from '#platform/dates.ts'
import { tyiyn } from '#platform/money.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { CYCLE_LEADS, LAST_YEAR_ROLL, SEED_SOURCE } from './demoCycleTexts.ts'

const DAY_MS = 86_400_000
const million = (amount: number) => tyiyn(amount * 100_000_000)
const area = (ky: string, ru: string, en: string, millions: number, entitled: number): Omit<Area, 'id' | 'position'> => ({
  ...{ names: { ky, ru, en } satisfies InLanguages, pot: million(millions), entitled },
})

interface DemoCycle {
  readonly slug: string
  readonly year: number
  readonly areas: readonly Omit<Area, 'id' | 'position'>[]
  /** First day of each phase in days from today, in order; the last number is the end of the last one. */
  readonly days: readonly (readonly [PhaseKind, number])[]
  readonly end: number
  readonly rules: CycleRules
  readonly lead: InLanguages
  /** Which line of the year's budget the money stands in. */
  readonly line: RegExp
}

const ALA_BUKA = [
  area('Ала-Бука айылы', 'Село Ала-Бука', 'Ala-Buka village', 3, 5200),
  area('Айры-Там жана Достук', 'Айры-Там и Достук', 'Ayry-Tam and Dostuk', 1.8, 2900),
]
const rulesWith = (more: Partial<CycleRules>): CycleRules => ({
  ...DEFAULT_RULES,
  support: { needed: 10, mostEach: 5 },
  count: { ...DEFAULT_RULES.count, seedSource: SEED_SOURCE },
  ...more,
})

/** Half the money of the year after, and as many people as the roll that demoResults makes has. */
const LAST_YEAR = ALA_BUKA.map((one, at) => ({ ...one, pot: tyiyn(one.pot / 2), entitled: LAST_YEAR_ROLL[at] ?? one.entitled }))

/** In the order they are made: the office's copy of last year's rules has something to copy. */
const CYCLES: readonly DemoCycle[] = [
  {
    ...{ slug: 'ala-buka', year: 2025, areas: LAST_YEAR, end: 200 },
    days: [['informing', -460], ['proposing', -446], ['reviewing', -416], ['pricing', -388], ['voting', -380], ['checking', -365], ['results', -359], ['implementation', -345]],
    ...{ rules: rulesWith({}), lead: CYCLE_LEADS.second, line: /Ички жолдор/u },
  },
  {
    ...{ slug: 'ala-buka', year: 2026, areas: ALA_BUKA, end: 410 },
    days: [['informing', -96], ['proposing', -82], ['supporting', -52], ['reviewing', -38], ['pricing', -12], ['voting', -5], ['checking', 9], ['results', 15], ['implementation', 29]],
    ...{ rules: rulesWith({}), lead: CYCLE_LEADS.first, line: /Ички жолдор/u },
  },
  {
    ...{ slug: 'kara-kulja', year: 2027, areas: [area('Бүт айыл аймагы', 'Весь айылный аймак', 'The whole aimak', 3.5, 6100)], end: 480 },
    // Without days of their own for support: it is given while proposals are taken, so there is some to see.
    days: [['informing', -20], ['proposing', -8], ['reviewing', 22], ['pricing', 60], ['voting', 67], ['checking', 82], ['results', 88], ['implementation', 102]],
    ...{ rules: rulesWith({ support: { needed: 20, mostEach: 3 } }), lead: CYCLE_LEADS.second, line: /Ички жолдор/u },
  },
] // prettier-ignore

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`a demo cycle: ${JSON.stringify(result.refusals)}`)
  return result.value
}

/**
 * Loads made-up cycles through the same use cases as real ones, marked as demo data: one under the vote, one where residents
 * propose, one voted on a year ago. Does nothing where they are loaded already.
 */
export async function seedDemoCycles(app: App): Promise<void> {
  if ((await readCycles(app)).some(one => one.isDemo)) return
  for (const one of CYCLES) await loadCycle(app, one)
}

async function loadCycle(app: App, one: DemoCycle): Promise<void> {
  const place = await readMunicipality(app, one.slug)
  if (!place) throw new Error(`no municipality ${one.slug}`)
  const today = startOfDate(dateInBishkek(app.now())).getTime()
  const phases: Phase[] = one.days.map(([kind, from], at) => {
    const endsAt = new Date(today + (one.days[at + 1]?.[1] ?? one.end) * DAY_MS)
    // The last day of voting belongs to the polling points.
    const online = kind === 'voting' ? { onlineEndsAt: new Date(endsAt.getTime() - DAY_MS) } : {}
    return { kind, startsAt: new Date(today + from * DAY_MS), endsAt, ...online }
  })
  const early: App = { ...app, now: () => new Date((phases[0]?.startsAt.getTime() ?? today) - 3 * DAY_MS) }
  const lines = (await readBudget(app, place.id, one.year))?.lines ?? []
  const line = lines.find(row => row.kind === 'line' && row.side === 'expenditure' && one.line.test(row.name))
  const { id } = must(
    await createCycle(early, SYSTEM, {
      ...{ municipality: place.id, budgetYear: one.year, phases, rules: one.rules, isDemo: true },
      ...{ amount: tyiyn(one.areas.reduce((sum, row) => sum + row.pot, 0)), areas: one.areas, leads: one.lead },
      budgetLine: line && { id: line.id, name: line.name },
    }),
  )
  must(await publishCycle(early, SYSTEM, { id, version: 0 }))
}
