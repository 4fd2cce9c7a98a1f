import type { Profile } from './profile.ts'

/** Who supports each project, laid out for many runs over the same ballots. */
export interface Supporters {
  /** Indexes of ballots, by project. */
  readonly groups: readonly Int32Array[]
  readonly weights: readonly Float64Array[]
  /** How many voters handed in each ballot. */
  readonly counts: Float64Array
  /** Weight of all supporters together, by project. */
  readonly whole: readonly number[]
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
  return {
    groups: groups.map(one => Int32Array.from(one)),
    weights: weights.map(one => Float64Array.from(one)),
    counts: Float64Array.from(ballots, ballot => ballot.count),
    whole,
  }
}
