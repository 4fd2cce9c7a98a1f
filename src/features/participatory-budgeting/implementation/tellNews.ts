import type { Viewer } from '#features/identity/rules/viewer.ts'
import { dateInBishkek, type IsoDate } from '#platform/dates.ts'
import { err, ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { NewsAsked } from './forms/projectForms.ts'
import { changeProject } from './officeProject.ts'
import { openStages } from './rules/project.ts'
import { insertNews, updateProject } from './store/projects.ts'
import { tellFollowers } from './tellFollowers.ts'

/**
 * Tells everybody of a project: news, a delay with its reason and new end, a visit of a monitoring group. Authors and followers
 * get it by mail. Refuses a delay without a new end to come, a visit of tomorrow, a delay of what is finished.
 */
export async function tellNews(app: App, viewer: Viewer, asked: NewsAsked & { readonly id: string }): Promise<Result<void>> {
  const today = dateInBishkek(app.now())
  const id = app.newId()
  const { kind, text } = asked
  const day = asked.kind === 'news' ? undefined : asked.newsDay
  const group = asked.kind === 'visit' ? asked.group : undefined
  return changeProject(app, viewer, asked, {
    ...{ action: `project.${kind}`, reason: kind === 'delay' ? text : 'everybody is told' },
    check: project => {
      if (kind === 'delay' && project.finishedOn) return err('project.isFinished')
      if (kind === 'delay' && (!day || day <= today)) return err('project.newEnd', { path: 'newsDay' })
      if (kind === 'visit' && (!day || day > today)) return err('project.visitDay', { path: 'newsDay' })
      return ok()
    },
    write: async (tx, { project }, at) => {
      await insertNews(tx, { id, projectId: project.id, kind, text, group, day, at })
      return ok({ told: await tellFollowers(app, tx, project, { kind, text }) })
    },
  })
}

/**
 * Says that the work is done; residents may now say whether it is. Without a day it is taken back. Stages that did not end need a
 * reason (`project.stagesOpen` names them), which everybody reads.
 */
export async function finishProject(
  app: App,
  viewer: Viewer,
  asked: {
    readonly id: string
    readonly version: number
    readonly finishedOn?: IsoDate | undefined
    readonly openReason?: string | undefined
  },
): Promise<Result<void>> {
  const { finishedOn, openReason } = asked
  const newsId = app.newId()
  const today = dateInBishkek(app.now())
  return changeProject(app, viewer, asked, {
    ...{ action: finishedOn ? 'project.finished' : 'project.reopened', reason: finishedOn ?? 'the work is not done after all' },
    check: project => {
      if (finishedOn && finishedOn > today) return err('project.future', { path: 'finishedOn' })
      const open = finishedOn ? openStages(project) : []
      return open.length > 0 && !openReason
        ? err('project.stagesOpen', { path: 'openReason', values: { names: open.join(', ') } })
        : ok()
    },
    write: async (tx, { project }, at) => {
      const moved = { id: project.id, version: asked.version + 1 }
      if (!(await updateProject(tx, moved, { changedAt: at, finishedOn: finishedOn ?? null }))) return err('edited.meanwhile')
      const open = finishedOn ? openStages(project) : []
      if (open.length > 0 && openReason)
        await insertNews(tx, {
          id: newsId,
          projectId: project.id,
          kind: 'unfinished',
          text: `${open.join(', ')}: ${openReason}`,
          at,
        })
      return ok({
        open: open.length,
        told: finishedOn ? await tellFollowers(app, tx, project, { kind: 'finished', text: '' }) : 0,
      })
    },
  })
}
