import type { Cycle } from './cycle.ts'
import type { BallotRule } from './cycleRules.ts'
import { votesOnline } from './publishable.ts'

/** Something that may be meant, and of which whoever sets the rules should know (ballots.md). */
export interface RuleWarning {
  readonly code:
    | 'cycle.warn.marked'
    | 'cycle.warn.approvalMany'
    | 'cycle.warn.sheets'
    | 'cycle.warn.thresholds'
    | 'cycle.warn.changeable'
    | 'cycle.warn.oneSignature'
    | 'cycle.warn.overLine'
    | 'cycle.warn.noLine'
  readonly values?: Readonly<Record<string, string | number>>
}

const choose = (n: number, k: number): bigint => {
  let all = 1n
  for (let at = 0; at < k; at++) all = (all * BigInt(n - at)) / BigInt(at + 1)
  return all
}

/** How many different ballots could be cast on so many projects; for the knapsack, at most. */
export function possibleBallots(ballot: BallotRule, projects: number): bigint {
  const sum = (from: number, to: number, term: (k: number) => bigint) => {
    let all = 0n
    for (let k = from; k <= to; k++) all += term(k)
    return all
  }
  switch (ballot.type) {
    case 'approval':
      return sum(ballot.min, Math.min(ballot.max, projects), k => choose(projects, k))
    case 'knapsack':
      return 2n ** BigInt(projects)
    case 'ranking':
      return sum(0, Math.min(ballot.most, projects), k => {
        let ways = 1n
        for (let at = 0; at < k; at++) ways *= BigInt(projects - at)
        return ways
      })
    case 'points': {
      // Ways to give at most `total` points to the projects, each at most `most`.
      let ways = [1n, ...Array<bigint>(ballot.total).fill(0n)]
      for (let project = 0; project < projects; project++)
        ways = ways.map((_, points) => sum(0, Math.min(ballot.most, points), k => ways[points - k] ?? 0n))
      return ways.reduce((all, one) => all + one, 0n)
    }
  }
}

/** Fewer voters than this for one possible ballot, and a pattern agreed on beforehand stands out. */
const VOTERS_PER_BALLOT = 3
/** What is recommended to approve at most. */
const APPROVAL_MANY = 5
/** Taken where nobody knows yet how many projects there will be. */
export const USUAL_PROJECTS = 10

/** What the rules of a cycle risk, with so many projects on a ballot. */
export function warningsOf({ rules, areas }: Pick<Cycle, 'rules' | 'areas'>, projects = USUAL_PROJECTS): RuleWarning[] {
  const { ballot, publish, vote } = rules
  const voters = Math.min(...areas.map(one => one.entitled))
  const ballots = possibleBallots(ballot, projects)
  const marked = ballots * BigInt(VOTERS_PER_BALLOT) > BigInt(Math.max(0, Number.isFinite(voters) ? voters : 0))
  const low = publish.leastEntitled < 100 || publish.leastBallots < 30 || publish.leastCell < 10
  const most = BigInt(Number.MAX_SAFE_INTEGER)
  return [
    marked && {
      code: 'cycle.warn.marked' as const,
      values: { ballots: Number(ballots > most ? most : ballots), voters: Number.isFinite(voters) ? voters : 0, projects },
    },
    ballot.type === 'approval' && ballot.max > APPROVAL_MANY && { code: 'cycle.warn.approvalMany' as const },
    votesOnline(rules) && { code: 'cycle.warn.sheets' as const },
    vote.mayChange && { code: 'cycle.warn.changeable' as const },
    low && { code: 'cycle.warn.thresholds' as const },
    publish.signatures < 2 && { code: 'cycle.warn.oneSignature' as const },
  ].filter(one => one !== false)
}
