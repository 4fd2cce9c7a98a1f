import { decimal, placesOf, scaled } from './decimal.ts'
import type { Election, PbVote } from './election.ts'
import type { TieOrder } from './ties.ts'

/** An election as the rules count it: whole numbers only, equal ballots put together. */
export interface Profile {
  /** Cost in units of 10^-places. */
  readonly projects: readonly { readonly id: string; readonly cost: bigint }[]
  readonly budget: bigint
  readonly places: number
  /** Everybody who handed in a ballot, empty ones too. */
  readonly voters: number
  /** Distinct ballots that support something. */
  readonly ballots: readonly Ballot[]
  /** Sum of the weights of all ballots, by project, negative points included (tally.md §2). */
  readonly scores: readonly bigint[]
  /** What a weight of 1 in the file is here. */
  readonly weightUnit: bigint
  /** What breaks a tie before the lot: lower cost, then higher score, where nothing else is published. */
  readonly tieOrder?: TieOrder | undefined
}
export interface Ballot {
  readonly count: number
  /** Indexes of projects, rising. */
  readonly projects: readonly number[]
  /** Positive whole numbers, one for each project. */
  readonly weights: readonly number[]
}

export type OrdinalScore = 'length' | 'maxLength'

/**
 * Puts ballots into weights: 1 for an approval, the points of a cumulative or scoring ballot, and for a ranking the ballot's
 * length less the position (the last one listed counts 1), or `max_length` less the position. Throws where points are finer or
 * larger than a whole number holds.
 */
export function profileOf(election: Election, ordinal: OrdinalScore = 'length'): Profile {
  const { projects, votes, budget } = election
  const places = placesOf([budget, ...projects.map(one => one.cost)])
  const index = new Map(projects.map((one, at) => [one.id, at]))
  const weightPlaces = usesPoints(election) ? placesOf(votes.flatMap(vote => vote.points ?? [])) : 0
  const scores = projects.map(() => 0n)
  const groups = new Map<string, { count: number; projects: number[]; weights: number[] }>()
  for (const vote of votes) {
    const weighed = weightsOf(election, vote, weightPlaces, ordinal)
    const pairs = vote.choices.map((id, at) => [index.get(id) ?? -1, weighed[at] ?? 0n] as const)
    for (const [project, weight] of pairs) scores[project] = (scores[project] ?? 0n) + weight
    const kept = pairs.filter(([, weight]) => weight > 0n).sort(([a], [b]) => a - b)
    if (kept.length === 0) continue
    const key = kept.map(([project, weight]) => `${project}:${weight}`).join(' ')
    const known = groups.get(key)
    if (known) known.count += 1
    else groups.set(key, { count: 1, projects: kept.map(([at]) => at), weights: kept.map(([, weight]) => safeWeight(weight)) })
  }
  return {
    projects: projects.map(one => ({ id: one.id, cost: scaled(one.cost, places) })),
    budget: scaled(budget, places),
    places,
    voters: votes.length,
    ballots: [...groups.values()],
    scores,
    weightUnit: 10n ** BigInt(weightPlaces),
  }
}

export const usesPoints = ({ voteType }: Pick<Election, 'voteType'>): boolean =>
  voteType === 'cumulative' || voteType === 'scoring'

function weightsOf(election: Election, vote: PbVote, places: number, ordinal: OrdinalScore): bigint[] {
  if (usesPoints(election)) return vote.choices.map((_, at) => (vote.points?.[at] ? scaled(vote.points[at], places) : 0n))
  if (election.voteType !== 'ordinal') return vote.choices.map(() => 1n)
  const most =
    ordinal === 'maxLength'
      ? Number(decimal(election.meta.get('max_length') ?? '')?.digits ?? vote.choices.length)
      : vote.choices.length
  return vote.choices.map((_, at) => BigInt(Math.max(0, most - at)))
}

const MOST_WEIGHT = 2n ** 31n
function safeWeight(weight: bigint): number {
  if (weight > MOST_WEIGHT) throw new Error(`a weight of ${weight} on a ballot is more than can be counted`)
  return Number(weight)
}
