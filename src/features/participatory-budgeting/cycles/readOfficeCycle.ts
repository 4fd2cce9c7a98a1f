import { readBudget } from '#features/budgets/readBudget.ts'
import type { BudgetLine } from '#features/budgets/rules/budget.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { type Municipality, placesOf, type UnitRef } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle, readFrozen } from './readCycle.ts'
import type { Cycle } from './rules/cycle.ts'
import { projectsFor, type Frozen } from './rules/frozen.ts'
import { publishable } from './rules/publishable.ts'
import { type RuleWarning, warningsOf } from './rules/warnings.ts'
import { neededToSave } from './saveCycle.ts'

/** A cycle with what its office pages show beside it. */
export interface OfficeCyclePage {
  readonly cycle: Cycle
  readonly municipality: Municipality
  /** The latest first. */
  readonly frozen: readonly Frozen[]
  /** Lines of spending of the published budget of the cycle's year; the money may stand in one of them. */
  readonly lines: readonly BudgetLine[]
  /** Municipalities of the same raion, that may take part. */
  readonly neighbours: readonly UnitRef[]
  readonly mayWrite: boolean
  readonly mayPublish: boolean
  /** What keeps a draft from being announced. */
  readonly missing: readonly Refusal[]
  readonly warnings: readonly RuleWarning[]
}

/** A cycle as the office of the municipality that leads it sees it. */
export async function readOfficeCycle(
  app: App,
  viewer: Viewer,
  municipality: Municipality,
  id: string,
): Promise<Result<OfficeCyclePage, 'cycle.unknown' | 'forbidden'>> {
  const within = placesOf(municipality)
  if (!may(viewer, 'office.read', within)) return err('forbidden')
  const cycle = await readCycle(app, id)
  if (cycle?.municipalityId !== municipality.id) return err('cycle.unknown')
  const [frozen, budget, neighbours] = await Promise.all([
    readFrozen(app, id),
    readBudget(app, municipality.id, cycle.budgetYear),
    neighboursOf(app, municipality),
  ])
  const [latest] = frozen
  const onBallot = latest && Math.max(...cycle.areas.map(one => projectsFor(latest.content, one.id).length))
  const line = budget?.lines.find(one => one.id === cycle.budgetLineId)
  const isOver = line?.plan !== undefined && line.plan < cycle.amount
  return ok({
    ...{ cycle, municipality, frozen, neighbours },
    lines: budget?.lines.filter(one => one.kind === 'line' && one.side === 'expenditure') ?? [],
    mayWrite: may(viewer, neededToSave(cycle), within) && cycle.state !== 'cancelled',
    mayPublish: may(viewer, 'cycle.publish', within),
    missing: cycle.state === 'draft' ? publishable(cycle, app.now()) : [],
    warnings: [
      ...warningsOf(cycle, onBallot),
      ...(isOver ? [{ code: 'cycle.warn.overLine' as const }] : []),
      ...(cycle.budgetLineId ? [] : [{ code: 'cycle.warn.noLine' as const }]),
    ],
  })
}

async function neighboursOf(app: App, { id, raion }: Municipality): Promise<readonly UnitRef[]> {
  if (!raion) return []
  const raions = (await readUnitTree(app)).flatMap(one => one.raions)
  return raions.find(one => one.id === raion.id)?.municipalities.filter(one => one.id !== id) ?? []
}
