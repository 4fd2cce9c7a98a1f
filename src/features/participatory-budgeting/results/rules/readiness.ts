import { type IsoDate, startOfDate } from '#platform/dates.ts'
import type { Cycle } from '../../cycles/rules/cycle.ts'
import { phaseOf } from '../../cycles/rules/phases.ts'

/** What must have happened before ballots may be counted. */
export interface Readiness {
  readonly frozen: boolean
  readonly votingOver: boolean
  /** Of the ballot box; true where nobody votes by code or eID. */
  readonly closed: boolean
  readonly opened: boolean
  /** Of paper; true where there is none. */
  readonly settled: boolean
  readonly signed: boolean
}

export const READINESS = [
  'frozen',
  'votingOver',
  'closed',
  'opened',
  'settled',
  'signed',
] as const satisfies readonly (keyof Readiness)[]

export function readinessOf(
  cycle: Pick<Cycle, 'phases' | 'rules'>,
  state: {
    readonly now: Date
    readonly frozen: boolean
    readonly closing: { readonly openedAt?: Date | undefined } | undefined
    readonly paper: { readonly allSettled: boolean; readonly allSigned: boolean }
  },
): Readiness {
  const { code, eid, paper } = cycle.rules.vote.channels
  const online = code || eid
  const voting = phaseOf(cycle.phases, 'voting')
  return {
    frozen: state.frozen,
    votingOver: voting !== undefined && voting.endsAt <= state.now,
    closed: !online || state.closing !== undefined,
    opened: !online || state.closing?.openedAt !== undefined,
    settled: !paper || state.paper.allSettled,
    signed: !paper || state.paper.allSigned,
  }
}

/** What a step of the way to the count says: done, waiting from an instant on (undefined: by now), or of no use in this cycle. */
export interface Step {
  readonly name: keyof Readiness
  readonly state: 'done' | 'waiting' | 'notNeeded'
  readonly from: Date | undefined
}

/** Every step in its order. Ways of voting that are off, and paper without a polling point, need nothing. */
export function stepsOf(
  cycle: Pick<Cycle, 'phases' | 'rules'>,
  ready: Readiness,
  stations: readonly { readonly day?: IsoDate | undefined }[],
  now: Date,
): Step[] {
  const { code, eid, paper } = cycle.rules.vote.channels
  const voting = phaseOf(cycle.phases, 'voting')
  const needed = {
    closed: code || eid,
    opened: code || eid,
    settled: paper && stations.length > 0,
    signed: paper && stations.length > 0,
  }
  // The first polling point that opens its urn; one without a day does so when the vote ends.
  const urns = stations.map(one => (one.day ? startOfDate(one.day) : voting?.endsAt)).filter(one => one !== undefined)
  const paperFrom = urns.sort((a, b) => a.getTime() - b.getTime())[0]
  const from = (name: keyof Readiness) =>
    name === 'settled' || name === 'signed'
      ? paperFrom
      : name === 'frozen'
        ? voting?.startsAt
        : name === 'closed'
          ? (voting?.onlineEndsAt ?? voting?.endsAt)
          : voting?.endsAt
  return READINESS.map(name => {
    const useless = name in needed && !needed[name as keyof typeof needed]
    const at = from(name)
    return {
      name,
      state: useless ? 'notNeeded' : ready[name] ? 'done' : 'waiting',
      from: at && at > now ? at : undefined,
    }
  })
}

/** The first thing that is missing, as the code of its refusal. */
export const missingOf = (ready: Readiness): `result.wait.${keyof Readiness}` | undefined => {
  const missing = READINESS.find(one => !ready[one])
  return missing && `result.wait.${missing}`
}
