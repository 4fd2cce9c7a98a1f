import type { IsoDate } from '#platform/dates.ts'
import type { Tyiyn } from '#platform/money.ts'
import { endOf, moneyOf, type Project, type Stage } from './project.ts'

/** A plan that was moved: its end and its cost before and now. */
export interface PlanMove {
  readonly endWas: IsoDate | undefined
  readonly end: IsoDate | undefined
  readonly costWas: Tyiyn | undefined
  readonly cost: Tyiyn | undefined
}

type Before = Pick<Project, 'stages' | 'contracts' | 'news' | 'price'>
const costOf = (project: Before, stages: readonly Stage[]) => moneyOf({ ...project, stages }).planned
/** The same stage in another plan: by its id, and where it was typed anew by its name. */
const sameIn = (stages: readonly Stage[], stage: Stage): Stage | undefined =>
  stages.find(one => one.id === stage.id) ?? stages.find(one => one.name === stage.name)

/**
 * What saving `after` would move: an end or a cost that was planned, or a stage that goes away with them; once work has begun or
 * is bound by a contract, also stages that are added and change the end or the cost of all. Undefined where nothing is moved.
 */
export function planMove(project: Before, after: readonly Stage[]): PlanMove | undefined {
  const { stages: before } = project
  const changed = before.some(was => {
    const now = sameIn(after, was)
    return (
      (was.plannedTo !== undefined && was.plannedTo !== now?.plannedTo) ||
      (was.plannedCost !== undefined && was.plannedCost !== now?.plannedCost)
    )
  })
  const move = { endWas: endOf(before), end: endOf(after), costWas: costOf(project, before), cost: costOf(project, after) }
  const begun =
    project.contracts.length > 0 ||
    project.news.some(one => one.kind === 'delay') ||
    before.some(one => one.actualFrom !== undefined)
  const grown =
    (move.endWas !== undefined && move.end !== move.endWas) || (move.costWas !== undefined && move.cost !== move.costWas)
  return changed || (begun && grown) ? move : undefined
}

/** Stages with what was first planned for each, where that is no longer what is planned. */
export const withFirst = (before: readonly Stage[], after: readonly Stage[]): Stage[] =>
  after.map(stage => {
    const was = sameIn(before, stage)
    const firstTo = was?.firstTo ?? (was?.plannedTo === stage.plannedTo ? undefined : was?.plannedTo)
    const firstCost = was?.firstCost ?? (was?.plannedCost === stage.plannedCost ? undefined : was?.plannedCost)
    return { ...stage, firstTo, firstCost }
  })

/** By how much the plan costs more than the project won with; undefined where it does not. */
export function overPrice(project: Before): Tyiyn | undefined {
  const planned = costOf(project, project.stages)
  return planned !== undefined && planned > project.price ? ((planned - project.price) as Tyiyn) : undefined
}
