import { createHmac } from 'node:crypto'
import { actorOf, type Viewer } from '#features/identity/rules/viewer.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { readCycle } from '../cycles/readCycle.ts'
import { closeProjectChange, officeProject } from './officeProject.ts'
import type { Answer } from './rules/project.ts'
import { putConfirmation, settleNote } from './store/confirmations.ts'
import { selectProject } from './store/projects.ts'

/** Means something for one project only: nobody can tell what else the same browser said. */
const residentOf = (app: App, projectId: string, secret: string): string =>
  createHmac('sha256', app.serverKey(`confirmation of ${projectId}`))
    .update(secret)
    .digest('base64url')

/**
 * A resident says whether the work was done: one answer for each browser, the later one counts. `secret` is that of a kept value
 * of `newSupporter`. A note is shown once it was looked at. Refuses what is not finished.
 */
export async function confirmProject(
  app: App,
  asked: { readonly id: string; readonly secret: string; readonly answer: Answer; readonly note?: string | undefined },
): Promise<Result<void, 'project.unknown' | 'project.notFinished'>> {
  const project = await selectProject(app.store.read, asked.id)
  const cycle = project && (await readCycle(app, project.cycleId))
  if (!project || !cycle) return err('project.unknown')
  if (!project.finishedOn) return err('project.notFinished')
  const at = app.now()
  const resident = residentOf(app, project.id, asked.secret)
  return app.store.write(async tx => {
    await putConfirmation(tx, { projectId: project.id, resident, answer: asked.answer, note: asked.note, at })
    const change = { at, actor: 'resident', action: 'project.confirmed', id: project.id, reason: 'a resident says so' }
    await closeProjectChange(tx, cycle, { ...change, detail: { answer: asked.answer } })
    return ok()
  })
}

/** Shows a resident's note or takes its words away; the answer stays counted either way. */
export async function decideNote(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly resident: string; readonly show: boolean },
): Promise<Result<void>> {
  const found = await officeProject(app, viewer, asked.id, 'project.write')
  if (!found.ok) return found
  const { project, cycle } = found.value
  const at = app.now()
  return app.store.write(async (tx): Promise<Result<void>> => {
    if (!(await settleNote(tx, { projectId: project.id, resident: asked.resident }, asked.show)))
      return err('project.noteUnknown')
    const reason = asked.show ? 'the note may be shown' : 'the note may not be shown'
    await closeProjectChange(tx, cycle, { at, actor: actorOf(viewer), action: 'project.noteDecided', id: project.id, reason })
    return ok()
  })
}
