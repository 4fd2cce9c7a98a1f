import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { StagesAsked } from './forms/projectForms.ts'
import { changeProject } from './officeProject.ts'
import { planMove, withFirst } from './rules/plan.ts'
import { stageFault } from './rules/project.ts'
import { insertNews, replaceStages, updateProject } from './store/projects.ts'
import { tellFollowers } from './tellFollowers.ts'

/**
 * Saves the plan and how it goes, whole and in the order given. Refuses days that run backwards and actual days to come, by row.
 * A plan that moves needs its reason (`project.planReason`): the first one stays beside it, and everybody is told.
 */
export async function saveStages(
  app: App,
  viewer: Viewer,
  asked: Omit<StagesAsked, 'reason'> & { readonly reason?: string | undefined; readonly id: string },
): Promise<Result<void>> {
  const today = dateInBishkek(app.now())
  const stages = asked.stages.map(({ row: _, id, ...one }) => ({ ...one, id: id ?? app.newId() }))
  const faults = stages.flatMap((one, at): Refusal[] => {
    const fault = stageFault(one, today)
    return fault ? [{ code: fault.code, path: `stages.${asked.stages[at]?.row ?? at}.${fault.field}` }] : []
  })
  const { reason } = asked
  const newsId = app.newId()
  return changeProject(app, viewer, asked, {
    ...{ action: 'project.planned', reason: reason ?? 'the plan, and how it goes' },
    check: project => {
      if (project.version !== asked.version) return err('edited.meanwhile')
      if (faults.length > 0) return errs(faults)
      return planMove(project, stages) && !reason ? err('project.planReason', { path: 'reason' }) : ok()
    },
    write: async (tx, { project }, at) => {
      // An id that is another project's would be taken away from it.
      const own = new Set(project.stages.map(one => one.id))
      const kept = withFirst(project.stages, stages).map(one => (own.has(one.id) ? one : { ...one, id: app.newId() }))
      await replaceStages(tx, project.id, kept)
      const move = planMove(project, stages)
      if (!move || !reason) return ok({ stages: kept.length })
      const { endWas, end, costWas, cost } = move
      const [firstEnd, firstCost] = [project.firstEnd ?? endWas, project.firstCost ?? costWas]
      const seen = { id: project.id, version: asked.version + 1 }
      if (!(await updateProject(tx, seen, { changedAt: at, firstEnd, firstCost }))) return err('edited.meanwhile')
      const told = { id: newsId, projectId: project.id, kind: 'plan' as const, text: reason, at }
      await insertNews(tx, {
        ...told,
        ...(end !== endWas && { day: end, dayWas: endWas }),
        ...(cost !== costWas && { cost, costWas }),
      })
      const detail = { endWas: endWas ?? '', end: end ?? '', costWas: costWas ?? 0, cost: cost ?? 0 }
      return ok({ stages: kept.length, ...detail, told: await tellFollowers(app, tx, project, { kind: 'plan', text: reason }) })
    },
  })
}
