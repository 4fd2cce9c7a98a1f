import type { Cycle } from './cycle.ts'
import { PHASES, type Phase, phaseAfter, phaseAt } from './phases.ts'

/** Where a cycle stands at an instant; it follows from its dates and is stored nowhere. */
export type Standing =
  | { readonly state: 'cancelled' }
  | { readonly state: 'in'; readonly phase: Phase; readonly next: Phase | undefined }
  /** Before the first phase, or between two. */
  | { readonly state: 'waiting'; readonly next: Phase }
  | { readonly state: 'over' }

export function standingOf({ state, phases }: Pick<Cycle, 'state' | 'phases'>, now: Date): Standing {
  if (state === 'cancelled') return { state: 'cancelled' }
  const [phase, next] = [phaseAt(phases, now), phaseAfter(phases, now)]
  if (phase) return { state: 'in', phase, next }
  return next ? { state: 'waiting', next } : { state: 'over' }
}

/** Phases in their order, each with whether it is behind us, under way or ahead. */
export const phaseLine = (phases: readonly Phase[], now: Date): { phase: Phase; state: 'past' | 'now' | 'ahead' }[] =>
  PHASES.flatMap(kind => phases.filter(one => one.kind === kind)).map(phase => ({
    phase,
    state: phase.endsAt <= now ? 'past' : phase.startsAt <= now ? 'now' : 'ahead',
  }))

/** Last instant that still belongs to a phase; its day is the last day of it. */
export const lastMoment = (endsAt: Date): Date => new Date(endsAt.getTime() - 1)

/** When what a page says of a cycle turns by the clock: begins and ends of phases, and the end of voting online. */
export const turnsOf = ({ phases }: Pick<Cycle, 'phases'>): Date[] =>
  phases.flatMap(one => [one.startsAt, one.endsAt, ...(one.onlineEndsAt ? [one.onlineEndsAt] : [])])
