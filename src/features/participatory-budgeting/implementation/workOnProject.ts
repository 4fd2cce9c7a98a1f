import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Posted, type Typed } from '#platform/forms/readForm.ts'
import type { Refusal, Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { attachPicture, removePicture } from './attachPicture.ts'
import { decideNote } from './confirmProject.ts'
import * as forms from './forms/projectForms.ts'
import { linkLines } from './linkLines.ts'
import { addContract, removeContract } from './saveContracts.ts'
import { saveStages } from './saveStages.ts'
import { finishProject, tellNews } from './tellNews.ts'

/** What the office's page of a project may post. */
export const PROJECT_WORK = [
  ...(['stages', 'contract', 'removeContract', 'news', 'lines', 'picture', 'removePicture', 'finish', 'note'] as const),
] as const
export type ProjectWorkName = (typeof PROJECT_WORK)[number]

export type ProjectWorked =
  | { readonly state: 'done'; readonly work: ProjectWorkName }
  | {
      readonly state: 'refused'
      readonly work: ProjectWorkName | undefined
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
    }

/** One posted form of the office's page of a project: `do` names the work, the rest are its fields. */
export async function workOnProject(
  app: App,
  viewer: Viewer,
  id: string,
  posted: FormData | 'unreadable',
): Promise<ProjectWorked> {
  const work = posted === 'unreadable' ? undefined : PROJECT_WORK.find(one => one === posted.get('do'))
  if (posted === 'unreadable' || !work)
    return { state: 'refused', work: undefined, typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const { typed, result } = await doWork(app, viewer, id, work, posted)
  return result.ok ? { state: 'done', work } : { state: 'refused', work, typed, refusals: result.refusals }
}

async function doWork(
  app: App,
  viewer: Viewer,
  id: string,
  work: ProjectWorkName,
  data: FormData,
): Promise<{ typed: Typed; result: Result<unknown> }> {
  const run = async <T>(form: Posted<T>, use: (value: T) => Promise<Result<unknown>>) => ({
    typed: form.typed,
    result: form.ok ? await use(form.value) : ({ ok: false, refusals: form.refusals } as const),
  })
  switch (work) {
    case 'stages':
      return run(checkFields(data, forms.stagesForm), value => saveStages(app, viewer, { ...value, id }))
    case 'contract':
      return run(checkFields(data, forms.contractForm), value => addContract(app, viewer, { ...value, id }))
    case 'removeContract':
      return run(checkFields(data, forms.removeContractForm), value => removeContract(app, viewer, { ...value, id }))
    case 'news':
      return run(checkFields(data, forms.newsForm), value => tellNews(app, viewer, { ...value, id }))
    case 'lines':
      return run(checkFields(data, forms.linesForm), value => linkLines(app, viewer, { ...value, id }))
    case 'picture':
      return run(checkFields(data, forms.pictureForm), value => attachPicture(app, viewer, { ...value, id }))
    case 'removePicture':
      return run(checkFields(data, forms.removePictureForm), value => removePicture(app, viewer, { ...value, id }))
    case 'finish':
      return run(checkFields(data, forms.finishForm), value => finishProject(app, viewer, { ...value, id }))
    case 'note':
      return run(checkFields(data, forms.noteForm), ({ show, resident }) =>
        decideNote(app, viewer, { id, resident, show: show === 'yes' }),
      )
  }
}
