import { listBudgets } from '#features/budgets/listBudgets.ts'
import { readBudgetById } from '#features/budgets/readBudget.ts'
import type { BudgetLine } from '#features/budgets/rules/budget.ts'
import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type OfficeCycle, officeCycle } from '../cycles/officeCycle.ts'
import { type ListedProject, type ProjectPage, readProject, readProjects } from './readProject.ts'
import { type ConfirmationRow, selectConfirmations } from './store/confirmations.ts'

export interface OfficeProjects extends OfficeCycle {
  readonly rows: readonly ListedProject[]
  readonly mayWrite: boolean
}

/** Projects of a cycle, for who may look into this office. */
export async function readOfficeProjects(app: App, viewer: Viewer, cycleId: string): Promise<Result<OfficeProjects>> {
  const found = await officeCycle(app, viewer, cycleId, 'office.read')
  if (!found.ok) return found
  const mayWrite = may(viewer, 'project.write', placesOf(found.value.municipality))
  return ok({ ...found.value, mayWrite, rows: await readProjects(app, { cycleId }) })
}

/** Everything that the office's page of one project shows. */
export interface ProjectWork extends OfficeCycle {
  readonly page: ProjectPage
  readonly mayWrite: boolean
  /** Lines of the municipality's latest execution budget, to choose from, with its year. */
  readonly choice: { readonly year: number; readonly lines: readonly BudgetLine[] } | undefined
  /** Notes that nobody looked at yet. */
  readonly waiting: readonly ConfirmationRow[]
}

export async function readProjectWork(
  app: App,
  viewer: Viewer,
  asked: { readonly cycleId: string; readonly id: string },
): Promise<Result<ProjectWork>> {
  const found = await officeCycle(app, viewer, asked.cycleId, 'office.read')
  if (!found.ok) return found
  const page = await readProject(app, asked.id)
  if (page?.project.cycleId !== asked.cycleId) return err('project.unknown')
  const { municipality } = found.value
  const said = await selectConfirmations(app.store.read, asked.id)
  const spent = (await listBudgets(app, municipality.id)).filter(one => one.stage === 'execution' && one.isCurrent)
  const latest = spent.sort((a, b) => b.year - a.year)[0]
  const budget = latest && (await readBudgetById(app, latest.id))
  const lines = budget?.lines.filter(line => line.side === 'expenditure' && line.kind !== 'total')
  return ok({
    ...{ ...found.value, page, mayWrite: may(viewer, 'project.write', placesOf(municipality)) },
    choice: budget && { year: budget.year, lines: lines ?? [] },
    waiting: said.filter(one => one.note && !one.noteShown),
  })
}
