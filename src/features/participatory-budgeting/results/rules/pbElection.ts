import { dateInBishkek } from '#platform/dates.ts'
import type { BallotChoices } from '../../ballots/rules/ballot.ts'
import { type FrozenContent, projectsFor } from '../../cycles/rules/frozen.ts'
import { lastMoment } from '../../cycles/rules/standing.ts'
import { type Decimal, decimal, decimalText } from '../../tally/rules/decimal.ts'
import type { Election, PbVote, VoteType } from '../../tally/rules/election.ts'

/** An amount in tyiyn as som, exactly. */
const som = (tyiyn: number): Decimal => decimal(decimalText(BigInt(tyiyn), 2)) ?? { digits: 0n, places: 0 }
const somText = (tyiyn: number): string => decimalText(BigInt(tyiyn), 2)

const VOTE_TYPE = {
  approval: 'approval',
  // Whoever fills a basket approves of what is in it.
  knapsack: 'approval',
  points: 'cumulative',
  ranking: 'ordinal',
} as const satisfies Record<string, VoteType>

/** Day as the collection of such files writes it. */
const dayOf = (instant: Date | undefined): string =>
  instant === undefined ? '' : dateInBishkek(instant).split('-').reverse().join('.')

function limitsOf({ ballot }: FrozenContent['rules'], pot: number): [string, string][] {
  switch (ballot.type) {
    case 'approval':
      return [['min_length', String(ballot.min)], ['max_length', String(ballot.max)]] // prettier-ignore
    case 'knapsack':
      return [['max_sum_cost', somText(pot)]]
    case 'points':
      return [['max_points', String(ballot.most)], ['max_sum_points', String(ballot.total)]] // prettier-ignore
    case 'ranking':
      return [['max_length', String(ballot.most)]]
  }
}

/**
 * One pot's election from what was frozen and the ballots of its box and its urns. It carries nothing of a voter: no age, sex,
 * channel or receipt, and ballots stand in the order of what is in them, numbered anew, so that nothing leads back.
 */
export function pbElection(asked: {
  readonly content: FrozenContent
  readonly areaId: string
  readonly ballots: readonly BallotChoices[]
  /** Name of the municipality. */
  readonly unit: string
}): Election {
  const { content, areaId, ballots, unit } = asked
  const area = content.areas.find(one => one.id === areaId)
  if (!area) throw new Error(`not an area of the cycle: ${areaId}`)
  const { rules } = content
  const voting = content.phases.find(one => one.kind === 'voting')
  const withPoints = rules.ballot.type === 'points'
  const projects = projectsFor(content, areaId).sort((a, b) => (a.id < b.id ? -1 : 1))
  const votes = ballots
    .map(choices => {
      const ordered = rules.ballot.type === 'ranking' ? choices : [...choices].sort((a, b) => (a.project < b.project ? -1 : 1))
      return {
        choices: ordered.map(one => one.project),
        points: withPoints ? ordered.map((one): Decimal => ({ digits: BigInt(one.points ?? 0), places: 0 })) : undefined,
        key: ordered.map(one => `${one.project} ${one.points ?? ''}`).join('\n'),
      }
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ choices, points }, at): PbVote => ({ voter: String(at + 1), choices, points, others: new Map() }))
  return {
    meta: new Map([
      ['description', content.titles.en ?? content.titles.ky],
      ['country', 'Kyrgyzstan'],
      ['unit', unit],
      ...(content.areas.length > 1 ? [['subunit', area.names.en ?? area.names.ky] as const] : []),
      ['instance', content.areas.length > 1 ? areaId : content.cycle],
      ['num_projects', String(projects.length)],
      ['num_votes', String(votes.length)],
      ['budget', somText(area.pot)],
      ['vote_type', VOTE_TYPE[rules.ballot.type]],
      ['rule', rules.count.rule],
      ['date_begin', dayOf(voting && new Date(voting.startsAt))],
      ['date_end', dayOf(voting && lastMoment(new Date(voting.endsAt)))],
      ...limitsOf(rules, area.pot),
      ['currency', 'KGS'],
      ['language', 'ky'],
    ]),
    budget: som(area.pot),
    voteType: VOTE_TYPE[rules.ballot.type],
    projects: projects.map(one => ({ id: one.id, cost: som(one.price), others: new Map([['name', one.titles.ky]]) })),
    votes,
    projectColumns: ['project_id', 'cost', 'name'],
    voteColumns: withPoints ? ['voter_id', 'vote', 'points'] : ['voter_id', 'vote'],
  }
}
