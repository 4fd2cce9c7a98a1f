import type { Profile } from './profile.ts'

/** Who supports each project, laid out for many runs over the same ballots. */
export interface Supporters {
  /** Indexes of ballots, by project. */
  readonly groups: readonly Int32Array[]
  /** How many voters handed in each ballot. */
  readonly counts: Float64Array
  /** Weight of all supporters together, by project. */
  readonly whole: readonly number[]
  /** What the run under way works on, kept from run to run since a city's is large: lists by project, bounds by ballot. */
  readonly lists: readonly WorkingList[]
  readonly lo: Float64Array
  readonly hi: Float64Array
  /** Left by runs that nobody asks any more. */
  readonly spare: Int32Array[]
}

/** The supporters of a project who have something left, each with what the last offer found of them. */
export class WorkingList {
  readonly #allGroups: Int32Array
  readonly #allWeights: Float64Array
  readonly groups: Int32Array
  readonly weights: Float64Array
  readonly state: Uint8Array
  /** Positions of those who pay in full. */
  readonly rich: Int32Array
  /** Positions of those whom the bounds leave in doubt. */
  readonly doubtful: Int32Array
  size = 0

  constructor(groups: Int32Array, weights: Float64Array) {
    this.#allGroups = groups
    this.#allWeights = weights
    this.groups = groups.slice()
    this.weights = weights.slice()
    this.state = new Uint8Array(groups.length)
    this.rich = new Int32Array(groups.length)
    this.doubtful = new Int32Array(groups.length)
  }

  begin(): void {
    this.groups.set(this.#allGroups)
    this.weights.set(this.#allWeights)
    this.size = this.#allGroups.length
  }
}

export function supportersOf({ projects, ballots }: Profile): Supporters {
  const groups = projects.map((): number[] => [])
  const weights = projects.map((): number[] => [])
  const whole = projects.map(() => 0)
  ballots.forEach((ballot, group) => {
    ballot.projects.forEach((project, at) => {
      const weight = ballot.weights[at] ?? 0
      groups[project]?.push(group)
      weights[project]?.push(weight)
      whole[project] = (whole[project] ?? 0) + weight * ballot.count
    })
  })
  if (whole.some(weight => weight > Number.MAX_SAFE_INTEGER))
    throw new Error('the weights of all ballots are more than can be counted')
  const listed = groups.map(one => Int32Array.from(one))
  return {
    groups: listed,
    counts: Float64Array.from(ballots, ballot => ballot.count),
    whole,
    lo: new Float64Array(ballots.length),
    hi: new Float64Array(ballots.length),
    spare: [],
    lists: listed.map((one, project) => new WorkingList(one, Float64Array.from(weights[project] ?? []))),
  }
}
