import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Posted, type Typed } from '#platform/forms/readForm.ts'
import type { Refusal, Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { answerAppeal } from './answerAppeal.ts'
import * as forms from './forms/reviewForms.ts'
import { mergeProposals, splitProposal } from './joinProposals.ts'
import { judgeProposal } from './judgeProposal.ts'
import { letOntoList, refuseProposal } from './letOntoList.ts'
import { releaseAnswers } from './releaseAnswers.ts'
import { translateTitle } from './translateTitle.ts'

/** What the office's pages of proposals may post. */
export const REVIEW_WORK = ['letOn', 'refuse', 'titles', 'judge', 'merge', 'split', 'appeal', 'release', 'releaseAll'] as const
export type ReviewWorkName = (typeof REVIEW_WORK)[number]

export type ReviewWorked =
  | {
      readonly state: 'done'
      readonly work: ReviewWorkName
      /** The proposal to go on with, where another one came of it. */
      readonly next: string | undefined
      readonly count: number | undefined
    }
  | {
      readonly state: 'refused'
      readonly work: ReviewWorkName | undefined
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
    }

interface About {
  readonly cycleId: string
  /** Undefined on the list. */
  readonly id?: string | undefined
}

/** One posted form of the office's pages of proposals: `do` names the work, the rest are its fields. */
export async function workOnReview(
  app: App,
  viewer: Viewer,
  about: About,
  posted: FormData | 'unreadable',
): Promise<ReviewWorked> {
  const work = posted === 'unreadable' ? undefined : REVIEW_WORK.find(one => one === posted.get('do'))
  if (posted === 'unreadable' || !work)
    return { state: 'refused', work: undefined, typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const { typed, result } = await doWork(app, viewer, about, work, posted)
  if (!result.ok) return { state: 'refused', work, typed, refusals: result.refusals }
  const value = (result.value ?? {}) as { id?: string; ids?: readonly string[]; released?: number }
  return { state: 'done', work, next: value.id ?? value.ids?.[0], count: value.released ?? value.ids?.length }
}

async function doWork(
  app: App,
  viewer: Viewer,
  { cycleId, id = '' }: About,
  work: ReviewWorkName,
  data: FormData,
): Promise<{ typed: Typed; result: Result<unknown> }> {
  const run = async <T>(form: Posted<T>, use: (value: T) => Promise<Result<unknown>>) => ({
    typed: form.typed,
    result: form.ok ? await use(form.value) : ({ ok: false, refusals: form.refusals } as const),
  })
  switch (work) {
    case 'letOn':
      return run(checkFields(data, forms.letOnForm), value => letOntoList(app, viewer, { ...value, id }))
    case 'refuse':
      return run(checkFields(data, forms.refuseForm), value => refuseProposal(app, viewer, { ...value, id }))
    case 'titles':
      return run(checkFields(data, forms.titlesForm), value => translateTitle(app, viewer, { ...value, id }))
    case 'judge':
      return run(checkFields(data, forms.judgementForm), value => judgeProposal(app, viewer, { ...value, id }))
    case 'merge':
      return run(checkFields(data, forms.mergeForm), value => {
        const into = value.into === 'this' ? id : { title: value.title, text: value.text, language: value.mergeLanguage }
        return mergeProposals(app, viewer, { cycleId, ids: [id, ...value.ids], into, reason: value.mergeReason })
      })
    case 'split':
      return run(checkFields(data, forms.splitForm), ({ splitLanguage: language, splitReason: reason, parts }) =>
        splitProposal(app, viewer, { cycleId, id, reason, parts: parts.map(part => ({ ...part, language })) }),
      )
    case 'appeal':
      return run(checkFields(data, forms.appealForm), value => answerAppeal(app, viewer, { ...value, id }))
    case 'release':
      return run(checkFields(data, forms.releaseForm), value => releaseAnswers(app, viewer, { ...value, cycleId }))
    case 'releaseAll':
      return { typed: NOTHING_TYPED, result: await releaseAnswers(app, viewer, { cycleId }) }
  }
}
