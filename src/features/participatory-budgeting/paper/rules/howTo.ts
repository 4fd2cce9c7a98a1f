import type { BallotRule } from '../../cycles/rules/cycleRules.ts'

/** How a ballot is filled in, as keys of words with their values; the pot is in tyiyn. */
export function howTo(
  ballot: BallotRule,
  pot: number,
): { readonly key: `paper.how.${BallotRule['type'] | 'least'}`; readonly values: Record<string, number> }[] {
  switch (ballot.type) {
    case 'approval':
      return [
        { key: 'paper.how.approval', values: { max: ballot.max } },
        ...(ballot.min > 0 ? [{ key: 'paper.how.least' as const, values: { min: ballot.min } }] : []),
      ]
    case 'knapsack':
      return [{ key: 'paper.how.knapsack', values: { pot: pot / 100 } }]
    case 'points':
      return [{ key: 'paper.how.points', values: { total: ballot.total, most: ballot.most } }]
    case 'ranking':
      return [{ key: 'paper.how.ranking', values: { most: ballot.most } }]
  }
}
