import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek } from '#platform/dates.ts'
import { errs, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { StagesAsked } from './forms/projectForms.ts'
import { changeProject } from './officeProject.ts'
import { stageFault } from './rules/project.ts'
import { replaceStages } from './store/projects.ts'

/** Saves the plan and how it goes, whole and in the order given. Refuses days that run backwards and actual days to come, by row. */
export async function saveStages(app: App, viewer: Viewer, asked: StagesAsked & { readonly id: string }): Promise<Result<void>> {
  const today = dateInBishkek(app.now())
  const stages = asked.stages.map(({ row: _, id, ...one }) => ({ ...one, id: id ?? app.newId() }))
  const faults = stages.flatMap((one, at): Refusal[] => {
    const fault = stageFault(one, today)
    return fault ? [{ code: fault.code, path: `stages.${asked.stages[at]?.row ?? at}.${fault.field}` }] : []
  })
  return changeProject(app, viewer, asked, {
    ...{ action: 'project.planned', reason: 'the plan, and how it goes' },
    check: () => (faults.length > 0 ? errs(faults) : ok()),
    write: async (tx, { project }) => {
      // An id that is another project's would be taken away from it.
      const own = new Set(project.stages.map(one => one.id))
      const kept = stages.map(one => (own.has(one.id) ? one : { ...one, id: app.newId() }))
      await replaceStages(tx, project.id, kept)
      return ok({ stages: kept.length })
    },
  })
}
