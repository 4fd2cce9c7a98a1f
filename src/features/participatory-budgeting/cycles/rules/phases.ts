import type { PhaseKind } from '#db/schema/pbCycles.ts'
import { err, ok, type Result } from '#platform/result.ts'

export type { PhaseKind }

/** In the order they follow one another; each may be off. */
export const PHASES = [
  'informing',
  'proposing',
  'supporting',
  'reviewing',
  'pricing',
  'voting',
  'checking',
  'results',
  'implementation',
] as const satisfies readonly PhaseKind[]

/** From `startsAt` on, up to and without `endsAt`. */
export interface Phase {
  readonly kind: PhaseKind
  readonly startsAt: Date
  readonly endsAt: Date
  /** Of the vote: when voting by code and eID ends, before the polling points open. */
  readonly onlineEndsAt?: Date | undefined
}

/** The phase that an instant lies in; undefined before, between and after all of them. */
export const phaseAt = (phases: readonly Phase[], now: Date): Phase | undefined =>
  phases.find(one => one.startsAt <= now && now < one.endsAt)

/** The next one to begin. */
export const phaseAfter = (phases: readonly Phase[], now: Date): Phase | undefined =>
  [...phases].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()).find(one => one.startsAt > now)

export const phaseOf = (phases: readonly Phase[], kind: PhaseKind): Phase | undefined => phases.find(one => one.kind === kind)

/** Whether a ballot may be cast by code or eID. */
export function votingOnline(phases: readonly Phase[], now: Date): boolean {
  const voting = phaseOf(phases, 'voting')
  return voting !== undefined && voting.startsAt <= now && now < (voting.onlineEndsAt ?? voting.endsAt)
}

/** Refuses phases that end before they begin, overlap, or stand in another order than they follow one another. */
export function phasesFit(phases: readonly Phase[]): Result<void, 'phase.backwards' | 'phase.overlap' | 'phase.onlineEnd'> {
  const inOrder = PHASES.flatMap(kind => phaseOf(phases, kind) ?? [])
  for (const [at, one] of inOrder.entries()) {
    if (one.endsAt <= one.startsAt) return err('phase.backwards', { path: `${one.kind}To` })
    const before = inOrder[at - 1]
    if (before && one.startsAt < before.endsAt) return err('phase.overlap', { path: `${one.kind}From` })
    if (one.onlineEndsAt && (one.onlineEndsAt <= one.startsAt || one.onlineEndsAt > one.endsAt))
      return err('phase.onlineEnd', { path: 'onlineTo' })
  }
  return ok()
}
