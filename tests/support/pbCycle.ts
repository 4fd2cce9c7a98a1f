import { insertCycle, insertFrozen } from '#features/participatory-budgeting/cycles/store/cycles.ts'
import type { Area, Cycle } from '#features/participatory-budgeting/cycles/rules/cycle.ts'
import { type CycleRules, DEFAULT_RULES } from '#features/participatory-budgeting/cycles/rules/cycleRules.ts'
import { canonicalJson, type FrozenContent, type FrozenProject } from '#features/participatory-budgeting/cycles/rules/frozen.ts'
import { PHASES, type Phase, type PhaseKind } from '#features/participatory-budgeting/cycles/rules/phases.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { sha256 } from '#platform/ids.ts'
import type { Tyiyn } from '#platform/money.ts'
import type { App } from '#src/app.ts'

const DAY_MS = 86_400_000

/** All phases, ten days each, so that `kind` is under way for five days already. */
export function phasesIn(kind: PhaseKind, now: Date): Phase[] {
  const first = now.getTime() - PHASES.indexOf(kind) * 10 * DAY_MS - 5 * DAY_MS
  return PHASES.map((one, at) => ({
    kind: one,
    startsAt: new Date(first + at * 10 * DAY_MS),
    endsAt: new Date(first + (at + 1) * 10 * DAY_MS),
    ...(one === 'voting' ? { onlineEndsAt: new Date(first + at * 10 * DAY_MS + 9 * DAY_MS) } : {}),
  }))
}

/** A published cycle of a municipality (by its slug; base data must be there) that is in a phase now, with one area or those given. */
export async function seededCycle(
  app: App,
  options: {
    readonly place?: string
    readonly id?: string
    readonly phase?: PhaseKind
    /** Phases that this cycle does not have. */
    readonly without?: readonly PhaseKind[]
    readonly rules?: Partial<CycleRules>
    readonly areas?: readonly Area[]
    readonly state?: Cycle['state']
  } = {},
): Promise<Cycle> {
  const municipality = await readMunicipality(app, options.place ?? 'ala-buka')
  if (!municipality) throw new Error('seed the base data first')
  const id = options.id ?? `${municipality.slug}-2026`
  const areas = options.areas ?? [
    {
      id: `${id}-whole`,
      position: 1,
      names: { ky: 'Бүт айыл аймагы', ru: 'Весь айылный аймак', en: 'The whole aimak' },
      pot: 100_000_000 as Tyiyn,
      entitled: 5000,
    },
  ]
  const cycle: Cycle = {
    id,
    municipalityId: municipality.id,
    municipalityIds: [municipality.id],
    titles: { ky: 'Сыноо айлампасы', ru: 'Пробный цикл', en: 'A trial cycle' },
    leads: {},
    budgetYear: 2026,
    amount: areas.reduce((sum, one) => sum + one.pot, 0) as Tyiyn,
    state: options.state ?? 'published',
    rules: { ...DEFAULT_RULES, ...options.rules },
    areas,
    phases: phasesIn(options.phase ?? 'voting', app.now()).filter(one => !options.without?.includes(one.kind)),
    version: 0,
    publishedAt: options.state === 'draft' ? undefined : app.now(),
    isDemo: false,
  }
  await app.store.write(tx => insertCycle(tx, cycle, app.now()))
  return cycle
}

/** Freezes a cycle as it stands with these projects, without proposals behind them. */
export async function freezeAs(
  app: App,
  cycle: Cycle,
  projects: readonly FrozenProject[],
  boxKey?: string,
  number = 1,
): Promise<FrozenContent> {
  const content: FrozenContent = {
    format: 'ashar-cycle/1',
    cycle: cycle.id,
    titles: cycle.titles,
    municipalities: [...cycle.municipalityIds],
    areas: cycle.areas.map(({ id, names, pot, entitled }) => ({ id, names, pot, entitled })),
    phases: cycle.phases.map(one => ({
      kind: one.kind,
      startsAt: one.startsAt.toISOString(),
      endsAt: one.endsAt.toISOString(),
      ...(one.onlineEndsAt ? { onlineEndsAt: one.onlineEndsAt.toISOString() } : {}),
    })),
    rules: cycle.rules,
    projects: [...projects],
    boxKey,
  }
  const text = canonicalJson(content)
  await app.store.write(tx =>
    insertFrozen(tx, {
      id: app.newId(),
      cycleId: cycle.id,
      number,
      content: text,
      sha256: sha256(text),
      by: 'system',
      at: app.now(),
    }),
  )
  return content
}
