import type { BallotRule } from '../../cycles/rules/cycleRules.ts'
import type { BallotChoices } from './ballot.ts'

/** What a ballot leaves unused, so that nobody leaves it so by mistake; amounts in tyiyn. */
export type Left =
  | { readonly of: 'money'; readonly left: number; readonly fits: number }
  | { readonly of: 'points'; readonly left: number; readonly total: number }
  | { readonly of: 'choices'; readonly chosen: number; readonly most: number }

/** Below zero where a ballot goes over. `fits`: how many projects not chosen the money left would pay for, each alone. */
export function leftOf(
  choices: BallotChoices,
  rule: BallotRule,
  around: { readonly pot: number; readonly projects: readonly { readonly id: string; readonly price: number }[] },
): Left {
  switch (rule.type) {
    case 'knapsack': {
      const chosen = new Set(choices.map(one => one.project))
      const left = around.projects.reduce((sum, one) => sum - (chosen.has(one.id) ? one.price : 0), around.pot)
      return { of: 'money', left, fits: around.projects.filter(one => !chosen.has(one.id) && one.price <= left).length }
    }
    case 'points': {
      const given = choices.reduce((sum, one) => sum + (Number.isSafeInteger(one.points) ? (one.points ?? 0) : 0), 0)
      return { of: 'points', left: rule.total - given, total: rule.total }
    }
    case 'approval':
      return { of: 'choices', chosen: choices.length, most: Math.min(rule.max, Math.max(around.projects.length, 1)) }
    case 'ranking':
      return { of: 'choices', chosen: choices.length, most: Math.min(rule.most, Math.max(around.projects.length, 1)) }
  }
}
