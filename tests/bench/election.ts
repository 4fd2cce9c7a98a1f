import type { Profile } from '#features/participatory-budgeting/tally/rules/profile.ts'

/** The same figures every time, so that two runs of the bench count the same election (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * A `.pb` file of the size and shape of a large city's vote: 61,668 voters approve of up to ten of 83 projects, some far better
 * liked than others and most of them near where the voter lives, so that four ballots of five are like no other.
 */
export function cityElection(voters = 61_668, projects = 83, seed = 7): string {
  const next = chance(seed)
  const costs = Array.from({ length: projects }, () => Math.round(60_000 * 40 ** next()) + Math.floor(next() * 100))
  const liked = Array.from({ length: projects }, () => next() ** 2 + 0.02)
  const quarter = Array.from({ length: projects }, () => Math.floor(next() * 8))
  const budget = Math.round(costs.reduce((sum, one) => sum + one, 0) * 0.3)
  const draws = Array.from({ length: 8 }, (_, home) => {
    let sum = 0
    return liked.map((one, at) => (sum += one * (quarter[at] === home ? 4 : 1)))
  })
  const ballots = Array.from({ length: voters }, (_, voter) => {
    const ladder = draws[Math.floor(next() * 8)] as number[]
    const chosen = new Set<number>()
    const size = 1 + Math.floor(next() ** 1.2 * 10)
    for (let tries = 0; chosen.size < size && tries < 60; tries += 1) {
      const point = next() * (ladder.at(-1) as number)
      chosen.add(ladder.findIndex(one => one >= point))
    }
    return `${voter + 1};${[...chosen]
      .sort((a, b) => a - b)
      .map(at => `P${at}`)
      .join(',')}`
  })
  return [
    'META\nkey;value',
    `description;made for the bench\ncountry;Kyrgyzstan\nunit;Bench\ninstance;2026\nnum_projects;${projects}\nnum_votes;${voters}`,
    `budget;${budget}\nvote_type;approval\nrule;equal-shares\ndate_begin;2026\ndate_end;2026`,
    'PROJECTS\nproject_id;cost',
    ...costs.map((cost, at) => `P${at};${cost}`),
    'VOTES\nvoter_id;vote',
    ...ballots,
    '',
  ].join('\n')
}

/** What no count can do without: every distinct ballot looked at once, in the plainest loop. */
export function plainLoop(profile: Profile): number {
  const scores = new Float64Array(profile.projects.length)
  for (const ballot of profile.ballots)
    for (const project of ballot.projects) scores[project] = (scores[project] as number) + ballot.count
  return scores.reduce((sum, one) => sum + one, 0)
}
