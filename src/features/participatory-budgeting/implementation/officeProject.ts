import type { Writing } from '#db/store.ts'
import { recordAudit } from '#features/audit/recordAudit.ts'
import type { Permission } from '#features/identity/rules/permissions.ts'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { type OfficeCycle, officeCycle, touchCycle } from '../cycles/officeCycle.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import type { Project } from './rules/project.ts'
import { selectProject, updateProject } from './store/projects.ts'

export interface OfficeProject extends OfficeCycle {
  readonly project: Project
}

/** A project for who may do this in its place; refuses `project.unknown` and `forbidden`. */
export async function officeProject(
  app: App,
  viewer: Viewer,
  id: string,
  permission: Permission,
): Promise<Result<OfficeProject, 'project.unknown' | 'cycle.unknown' | 'forbidden'>> {
  const project = await selectProject(app.store.read, id)
  if (!project) return err('project.unknown')
  const found = await officeCycle(app, viewer, project.cycleId, permission)
  return found.ok ? ok({ ...found.value, project }) : found
}

/** What every change of a project ends with: pages and the trail. */
export async function closeProjectChange(
  tx: Writing,
  cycle: Pick<Cycle, 'id' | 'municipalityIds'>,
  change: {
    readonly at: Date
    readonly actor: string
    readonly action: string
    readonly id: string
    readonly reason: string
    readonly detail?: Readonly<Record<string, string | number | boolean | null>>
  },
): Promise<void> {
  await touchCycle(tx, change.at, cycle)
  await recordAudit(tx, {
    ...{ at: change.at, actor: change.actor, action: change.action, subject: { type: 'project', id: change.id } },
    ...{ reason: change.reason, detail: { cycle: cycle.id, ...change.detail } },
  })
}

/**
 * One change of a project by the office: over the version seen, with what `change` writes, pages and the trail. Refuses
 * `edited.meanwhile` where the project moved.
 */
export async function changeProject(
  app: App,
  viewer: Viewer,
  seen: { readonly id: string; readonly version: number },
  change: {
    readonly action: string
    readonly reason: string
    readonly check?: (project: Project) => Result<void>
    /** Answers what the trail keeps. */
    readonly write: (
      tx: Writing,
      found: OfficeProject,
      at: Date,
    ) => Promise<Result<Readonly<Record<string, string | number | boolean>> | undefined>>
  },
): Promise<Result<void>> {
  const found = await officeProject(app, viewer, seen.id, 'project.write')
  if (!found.ok) return found
  const { project, cycle } = found.value
  const fits = change.check?.(project) ?? ok()
  if (!fits.ok) return fits
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (!(await updateProject(tx, seen, { changedAt: at }))) return err('edited.meanwhile')
    const written = await change.write(tx, found.value, at)
    if (!written.ok) return written
    const { action, reason } = change
    await closeProjectChange(tx, cycle, {
      at,
      actor: actorOf(viewer),
      action,
      reason,
      id: project.id,
      detail: written.value ?? {},
    })
    return ok()
  })
}
