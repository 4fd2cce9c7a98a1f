import type { Phase } from '../../cycles/rules/phases.ts'
import { phaseOf } from '../../cycles/rules/phases.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'

/** What was counted by hand at a polling point before anything was keyed. */
export interface Figures {
  /** Ballots given to voters, those given in place of a spoiled one included. */
  readonly handedOut: number
  /** Of them, brought back spoiled and replaced. */
  readonly spoiledReplaced: number
  /** Printed and not given to anybody. */
  readonly unused: number
  readonly inUrn: number
}

/** Where people vote on paper. */
export interface Station {
  readonly id: string
  readonly cycleId: string
  readonly areaId: string
  /** Within the cycle; it stands in addresses. */
  readonly number: number
  readonly name: string
  readonly address?: string | undefined
  readonly day?: IsoDate | undefined
  readonly hours?: string | undefined
  /** Serials of the ballots printed for it, both included. */
  readonly serials?: { readonly first: number; readonly last: number } | undefined
  /** When batches of its ballots were printed, by their first serial; one that was printed again stands twice. */
  readonly printed: readonly { readonly first: number; readonly at: string }[]
  readonly figures?: Figures | undefined
  readonly remarks?: string | undefined
  /** Names of the members under the protocol. */
  readonly signedBy: readonly string[]
  /** From then on nothing of it changes, unless it is opened again with a reason. */
  readonly signedAt?: Date | undefined
  readonly version: number
}

export const printedCount = ({ serials }: Pick<Station, 'serials'>): number | undefined =>
  serials && serials.last - serials.first + 1

/** Most ballots of one polling point. */
export const MOST_SERIALS = 10_000

export interface StationFacts {
  readonly day?: IsoDate | undefined
  readonly serials?: Station['serials']
}

/**
 * Whether a polling point may stand so: its day lies within the vote and not before voting by code or eID has ended, since
 * it works from a printed roll on which those who voted are marked (secret ballots, "Casting" 10); no ballot's serial is
 * another polling point's.
 */
export function stationFits(
  facts: StationFacts,
  cycle: { readonly phases: readonly Phase[]; readonly online: boolean },
  others: readonly Pick<Station, 'number' | 'serials'>[],
): Result<
  void,
  'station.dayOutside' | 'station.dayOnline' | 'station.serialsOrder' | 'station.serialsMany' | 'station.serialsTaken'
> {
  const voting = phaseOf(cycle.phases, 'voting')
  if (facts.day && voting) {
    const lastDay = dateInBishkek(new Date(voting.endsAt.getTime() - 1))
    if (facts.day < dateInBishkek(voting.startsAt) || facts.day > lastDay) return err('station.dayOutside', { path: 'day' })
    const onlineEnd = cycle.online ? (voting.onlineEndsAt ?? voting.endsAt) : undefined
    if (onlineEnd && facts.day < dateInBishkek(onlineEnd)) return err('station.dayOnline', { path: 'day' })
  }
  const { serials } = facts
  if (!serials) return ok()
  if (serials.last < serials.first) return err('station.serialsOrder', { path: 'lastSerial' })
  if (serials.last - serials.first >= MOST_SERIALS)
    return err('station.serialsMany', { path: 'lastSerial', values: { maximum: MOST_SERIALS } })
  const taken = others.find(one => one.serials && one.serials.first <= serials.last && serials.first <= one.serials.last)
  return taken ? err('station.serialsTaken', { path: 'firstSerial', values: { number: taken.number } }) : ok()
}

/** The day on which a polling point's urn is opened: its own, and without one the day on which the vote ends. */
export function opensOn({ day }: Pick<Station, 'day'>, phases: readonly Phase[]): IsoDate | undefined {
  const voting = phaseOf(phases, 'voting')
  return day ?? (voting && dateInBishkek(voting.endsAt))
}

/** What is in an urn is known to nobody before the polling point has opened it: neither is it keyed, nor written into a protocol. */
export function isBeforeItsDay(station: Pick<Station, 'day'>, phases: readonly Phase[], now: Date): boolean {
  const voting = phaseOf(phases, 'voting')
  return station.day ? dateInBishkek(now) < station.day : voting === undefined || now < voting.endsAt
}

/** Why a polling point's ballots cannot be keyed at `now`; undefined where they can. */
export function whyNotKeyed(
  station: Pick<Station, 'day' | 'signedAt'>,
  phases: readonly Phase[],
  frozen: boolean,
  now: Date,
): 'paper.notFrozen' | 'paper.tooEarly' | 'paper.signed' | undefined {
  if (!frozen) return 'paper.notFrozen'
  if (station.signedAt) return 'paper.signed'
  return isBeforeItsDay(station, phases, now) ? 'paper.tooEarly' : undefined
}

/** A sum of the protocol that does not fit: what should be, and what is. */
export interface Gap {
  readonly kind: 'printed' | 'urn' | 'keyed'
  readonly expected: number
  readonly found: number
}

/**
 * Where the protocol does not fit: printed = handed out + unused; in the urn = handed out − replaced; keyed = in the urn (once
 * something was keyed). Nothing is refused for it: people lose paper, and a remark says how.
 */
export function gapsOf(figures: Figures, printed: number | undefined, keyed: number | undefined): Gap[] {
  const gaps: Gap[] = []
  const look = (kind: Gap['kind'], expected: number, found: number) => {
    if (expected !== found) gaps.push({ kind, expected, found })
  }
  if (printed !== undefined) look('printed', printed, figures.handedOut + figures.unused)
  look('urn', figures.handedOut - figures.spoiledReplaced, figures.inUrn)
  if (keyed !== undefined) look('keyed', figures.inUrn, keyed)
  return gaps
}
