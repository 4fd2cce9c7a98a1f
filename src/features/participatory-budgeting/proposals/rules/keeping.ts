import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import type { Cycle } from '../../cycles/rules/cycle.ts'

const DAY_MS = 86_400_000
/** How long after a cycle's last phase its authors and followers can still be written to. */
export const KEPT_DAYS = 60
/** An address that nobody confirmed is forgotten after this. */
export const UNCONFIRMED_DAYS = 7

/** How long a cycle's authors and followers may be kept by its dates as they are now; undefined without dates. */
export function keptUntil({ phases }: Pick<Cycle, 'phases'>): IsoDate | undefined {
  if (phases.length === 0) return undefined
  const last = Math.max(...phases.map(phase => phase.endsAt.getTime()))
  return dateInBishkek(new Date(last + KEPT_DAYS * DAY_MS))
}

/** The day on which names and addresses of a cycle's proposals are erased. */
export function eraseOn(cycle: Pick<Cycle, 'phases'>, now: Date): IsoDate {
  const last = Math.max(now.getTime(), ...cycle.phases.map(phase => phase.endsAt.getTime()))
  return dateInBishkek(new Date(last + KEPT_DAYS * DAY_MS))
}

export const unconfirmedEraseOn = (now: Date): IsoDate => dateInBishkek(new Date(now.getTime() + UNCONFIRMED_DAYS * DAY_MS))
/** Of an author who took the proposal back. */
export const withdrawnEraseOn = (now: Date): IsoDate => dateInBishkek(new Date(now.getTime() + KEPT_DAYS * DAY_MS))
