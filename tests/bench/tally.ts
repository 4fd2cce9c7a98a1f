import { readPb } from '#features/participatory-budgeting/tally/readPb.ts'
import { completedShares } from '#features/participatory-budgeting/tally/rules/completion.ts'
import { profileOf } from '#features/participatory-budgeting/tally/rules/profile.ts'
import { lotOf } from '#features/participatory-budgeting/tally/rules/ties.ts'
import { cityElection, plainLoop } from './election.ts'

/** How long equal shares takes for a city, in milliseconds, and how that stands to one plain loop over the ballots. */
export interface Tally {
  readonly ballots: number
  readonly megabytes: number
  readonly lines: readonly {
    readonly what: string
    readonly ms: number
    readonly plain: number
    readonly ratio: number
    readonly goal: string
  }[]
}

const timed = <T>(work: () => T): [T, number] => {
  const from = performance.now()
  const done = work()
  return [done, performance.now() - from]
}
const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

const bytes = new TextEncoder().encode(cityElection())
const [profile, reading] = timed(() => {
  const read = readPb(bytes)
  if (!read.ok) throw new Error('the bench made a file that is not read')
  return profileOf(read.value.election)
})
const lot = lotOf(profile.projects.map(one => one.id))
// Warm, as the goal for it is of one run among hundreds.
plainLoop(profile)
const plain = median(Array.from({ length: 9 }, () => timed(() => plainLoop(profile))[1]))
const [, one] = timed(() => completedShares(profile, lot, { utility: 'cost', completion: 'none' }))
const [outcome, all] = timed(() => completedShares(profile, lot, { utility: 'cost', completion: 'add1u' }))
const line = (what: string, ms: number, goal: string) => ({ what, ms, plain, ratio: ms / plain, goal })
const tally: Tally = {
  ballots: profile.ballots.length,
  megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  lines: [
    line('Reading the .pb file', reading, ''),
    line('Equal shares, one run', one, '< 300'),
    line(`Equal shares, add1u (${outcome.runs} runs), with reading`, reading + all, '< 3000'),
  ],
}
process.stdout.write(JSON.stringify(tally))
