import type { z } from 'zod'
import { MOST_UPLOAD_BYTES } from '#features/documents/rules/upload.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, readForm, readFormData, type Typed } from '#platform/forms/readForm.ts'
import { err, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { attachToPractice, removeFromPractice } from './attachToPractice.ts'
import { choosePractice } from './choosePractice.ts'
import { commentOnPractice } from './commentOnPractice.ts'
import { attachForm, detachForm, practiceForm, practiceStepForm } from './forms/practiceForms.ts'
import { publishPractice } from './publishPractice.ts'
import { savePractice } from './savePractice.ts'
import { sendBackPractice } from './sendBackPractice.ts'
import { submitPractice } from './submitPractice.ts'
import { withdrawPractice } from './withdrawPractice.ts'

/** Which of a page's forms was sent. */
export type OfficeForm = 'content' | 'step' | 'attach' | 'detach'
export type Taken =
  | { readonly ok: true; readonly form: OfficeForm; readonly what: string }
  | {
      readonly ok: false
      readonly form: OfficeForm
      readonly refusals: readonly Refusal[]
      readonly typed: Typed
      readonly saved: boolean
    }

/**
 * Takes whichever form of a practice's page was posted. `saved` says that the text was kept although handing it in was
 * refused; then the page shows what is missing beside the text as it stands now.
 */
export async function takeOfficeForm(app: App, viewer: Viewer, id: string, request: Request): Promise<Taken> {
  if ((request.headers.get('content-type') ?? '').startsWith('multipart/form-data')) {
    const posted = await readForm(request, attachForm, MOST_UPLOAD_BYTES)
    const done = posted.ok ? await attachToPractice(app, viewer, { id, ...posted.value }) : posted
    return answer('attach', 'attached', done, posted.typed)
  }
  const data = await readFormData(request)
  if (data === 'unreadable') return answer('content', '', err('form.unreadable'), NOTHING_TYPED)
  if (data.has('documentId')) {
    const posted = checkFields(data, detachForm)
    return answer(
      'detach',
      'detached',
      posted.ok ? await removeFromPractice(app, viewer, { id, ...posted.value }) : posted,
      posted.typed,
    )
  }
  if (data.has('step')) {
    const posted = checkFields(data, practiceStepForm)
    const done = posted.ok ? await stepOf(app, viewer, id, posted.value) : posted
    return answer('step', posted.ok ? posted.value.step : '', done, posted.typed)
  }
  const posted = checkFields(data, practiceForm)
  if (!posted.ok) return answer('content', '', posted, posted.typed)
  const { version, next, content } = posted.value
  const saved = await savePractice(app, viewer, { id, version, content })
  if (!saved.ok || next === 'stay') return answer('content', 'saved', saved, posted.typed)
  const sent = await submitPractice(app, viewer, saved.value)
  const taken = answer('content', 'submitted', sent, posted.typed)
  return taken.ok ? taken : { ...taken, saved: true }
}

function stepOf(app: App, viewer: Viewer, id: string, step: z.output<typeof practiceStepForm>): Promise<Result<unknown>> {
  switch (step.step) {
    case 'comment':
      return commentOnPractice(app, viewer, { id, text: step.comment })
    case 'sendBack':
      return sendBackPractice(app, viewer, { id, version: step.version, mend: step.mend })
    case 'publish':
      return publishPractice(app, viewer, { id, version: step.version })
    case 'withdraw':
      return withdrawPractice(app, viewer, { id, version: step.version, reason: step.reason })
    case 'choose':
      return choosePractice(app, viewer, { id, chosen: step.chosen })
  }
}

const answer = (form: OfficeForm, what: string, result: Result<unknown>, typed: Typed): Taken =>
  result.ok ? { ok: true, form, what } : { ok: false, form, refusals: result.refusals, typed, saved: false }
