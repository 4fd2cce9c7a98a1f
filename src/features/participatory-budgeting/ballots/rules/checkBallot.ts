import { errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { type FrozenContent, projectsFor } from '../../cycles/rules/frozen.ts'
import type { BallotChoice, BallotChoices } from './ballot.ts'

export type BallotRefusal =
  | 'vote.unknownProject'
  | 'vote.otherArea'
  | 'vote.repeatedProject'
  | 'vote.tooFew'
  | 'vote.tooMany'
  | 'vote.overPot'
  | 'vote.pointsWhole'
  | 'vote.pointsMissing'
  | 'vote.pointsNotAsked'
  | 'vote.pointsEach'
  | 'vote.pointsTotal'

type Content = Pick<FrozenContent, 'areas' | 'projects' | 'rules'>

/** Prices of the projects named, from what was frozen and from nowhere else. In tyiyn. */
export function costOf(choices: BallotChoices, content: Pick<FrozenContent, 'projects'>): number {
  const prices = new Map(content.projects.map(one => [one.id, one.price]))
  return choices.reduce((sum, one) => sum + (prices.get(one.project) ?? 0), 0)
}

export const pointsOf = (choices: BallotChoices): number => choices.reduce((sum, one) => sum + (one.points ?? 0), 0)

/**
 * Whether a ballot, from a screen or from paper, holds to the frozen rules of its area, with every refusal at once; a
 * blank one always does. Answers the ballot in its one form: only a ranking keeps an order, since the order of check boxes
 * says nothing and could mark a bought vote. `path` names the project. Throws where the area is none of the cycle's.
 */
export function checkBallot(choices: BallotChoices, content: Content, areaId: string): Result<BallotChoices, BallotRefusal> {
  const area = content.areas.find(one => one.id === areaId)
  if (!area) throw new Error(`not an area of the cycle: ${areaId}`)
  if (choices.length === 0) return ok([])
  const refusals = [...projectFaults(choices, content, areaId), ...pointFaults(choices, content.rules.ballot.type === 'points')]
  if (refusals.length > 0) return errs(refusals)
  const limit = limitFault(choices, content, area)
  if (limit) return errs([limit])
  const clean = choices.map(({ project, points }): BallotChoice => (points === undefined ? { project } : { project, points }))
  if (content.rules.ballot.type !== 'ranking') clean.sort((a, b) => (a.project < b.project ? -1 : 1))
  return ok(clean)
}

function projectFaults(choices: BallotChoices, content: Content, areaId: string): Refusal<BallotRefusal>[] {
  const known = new Set(content.projects.map(one => one.id))
  const mine = new Set(projectsFor(content, areaId).map(one => one.id))
  const seen = new Set<string>()
  return choices.flatMap(({ project }): Refusal<BallotRefusal>[] => {
    if (seen.has(project)) return [{ code: 'vote.repeatedProject', path: project }]
    seen.add(project)
    if (!known.has(project)) return [{ code: 'vote.unknownProject' }]
    return mine.has(project) ? [] : [{ code: 'vote.otherArea', path: project }]
  })
}

function pointFaults(choices: BallotChoices, asked: boolean): Refusal<BallotRefusal>[] {
  return choices.flatMap(({ project, points }): Refusal<BallotRefusal>[] => {
    if (points === undefined) return asked ? [{ code: 'vote.pointsMissing', path: project }] : []
    if (!asked) return [{ code: 'vote.pointsNotAsked', path: project }]
    return Number.isSafeInteger(points) && points > 0 ? [] : [{ code: 'vote.pointsWhole', path: project }]
  })
}

/** Of a ballot whose projects and points are sound. Amounts of money are whole som in the words. */
function limitFault(
  choices: BallotChoices,
  content: Content,
  { id, pot }: Pick<Content['areas'][number], 'id' | 'pot'>,
): Refusal<BallotRefusal> | undefined {
  const rule = content.rules.ballot
  const count = choices.length
  switch (rule.type) {
    case 'approval': {
      // Where fewer stand on the ballot than the rules ask for, all of them are enough.
      const min = Math.min(rule.min, projectsFor(content, id).length)
      if (count < min) return { code: 'vote.tooFew', values: { min, count } }
      return count > rule.max ? { code: 'vote.tooMany', values: { max: rule.max, count } } : undefined
    }
    case 'ranking':
      return count > rule.most ? { code: 'vote.tooMany', values: { max: rule.most, count } } : undefined
    case 'knapsack': {
      const over = costOf(choices, content) - pot
      return over > 0 ? { code: 'vote.overPot', values: { over: over / 100, pot: pot / 100 } } : undefined
    }
    case 'points': {
      const most = choices.find(one => (one.points ?? 0) > rule.most)
      if (most) return { code: 'vote.pointsEach', path: most.project, values: { most: rule.most } }
      const given = pointsOf(choices)
      return given > rule.total
        ? { code: 'vote.pointsTotal', values: { total: rule.total, over: given - rule.total } }
        : undefined
    }
  }
}
