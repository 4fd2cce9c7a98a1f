import { type Tyiyn, tyiyn } from '#platform/money.ts'
import type { Area, InLanguages } from './cycle.ts'
import { type CycleRules, DEFAULT_RULES } from './cycleRules.ts'
import type { Phase, PhaseKind } from './phases.ts'

const DAY_MS = 86_400_000

/** `ala-buka-2027`; where that one is taken, `ala-buka-2027-2` and on. */
export const cycleId = (slug: string, year: number, turn: number): string => `${slug}-${year}${turn > 1 ? `-${turn}` : ''}`

/** Ids of areas stand in ballots, codes and proposals, and never change. */
export const areaId = (cycle: string, position: number): string => `${cycle}-${position}`

/** Days that each phase lasts where nobody said. */
const USUAL_DAYS: readonly (readonly [PhaseKind, number])[] = [
  ['informing', 14],
  ['proposing', 30],
  ['supporting', 14],
  ['reviewing', 21],
  ['pricing', 7],
  ['voting', 15],
  ['checking', 6],
  ['results', 14],
  ['implementation', 365],
]
/** Online voting ends this long before the last day, which belongs to the polling points. */
const PAPER_DAY_MS = DAY_MS

/** Phases one after another from a day on (midnight in Bishkek). */
export function usualPhases(from: Date): Phase[] {
  let at = from.getTime()
  return USUAL_DAYS.map(([kind, days]) => {
    const startsAt = new Date(at)
    at += days * DAY_MS
    const online = kind === 'voting' ? { onlineEndsAt: new Date(at - PAPER_DAY_MS) } : {}
    return { kind, startsAt, endsAt: new Date(at), ...online }
  })
}

const WHOLE: InLanguages = { ky: 'Бүт аймак', ru: 'Вся территория', en: 'The whole area' }

export interface Before {
  readonly rules: CycleRules
  readonly areas: readonly Area[]
  readonly amount: Tyiyn
}

/**
 * Areas of a new cycle: those of the one before with their shares of the money, or one for the whole place. The pots sum up to
 * the amount; the last takes what is left over by dividing.
 */
export function startingAreas(cycle: string, amount: Tyiyn, entitled: number, before?: Before): Area[] {
  if (!before || before.areas.length === 0 || before.amount <= 0)
    return [{ id: areaId(cycle, 1), position: 1, names: WHOLE, pot: amount, entitled }]
  // In whole som, since a pot with tyiyn is read as a mistake.
  const pots = before.areas.map(one => Math.floor((amount / 100 / before.amount) * one.pot) * 100)
  const left = amount - pots.reduce((sum, pot) => sum + pot, 0)
  return before.areas.map((one, at) => ({
    ...one,
    id: areaId(cycle, at + 1),
    position: at + 1,
    pot: tyiyn((pots[at] ?? 0) + (at === before.areas.length - 1 ? left : 0)),
  }))
}

/** Rules of a new cycle: those of the one before, but for the seed, which is of one cycle; or the usual ones. */
export const startingRules = (before?: Pick<Before, 'rules'>): CycleRules =>
  before ? { ...before.rules, count: { ...before.rules.count, seedSource: '' } } : DEFAULT_RULES
