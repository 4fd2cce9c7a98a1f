import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import type { PracticeContent } from '#db/schema/practices.ts'
import { MOST_UPLOAD_BYTES } from '#features/documents/rules/upload.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, readFormData, type Typed } from '#platform/forms/readForm.ts'
import { err, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { attachToPractice, removeFromPractice } from './attachToPractice.ts'
import { choosePractice } from './choosePractice.ts'
import { commentOnPractice } from './commentOnPractice.ts'
import { practiceForm, practiceStepForm } from './forms/practiceForms.ts'
import { publishPractice } from './publishPractice.ts'
import { readPracticeWork } from './readPracticeWork.ts'
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
 * Takes whichever form of a practice's page was posted. Every button of its text keeps the text first, then does what it says,
 * so that a file added or taken off loses nothing typed. `saved` says that the text was kept although the rest was refused;
 * then the page shows what is wrong beside the text as it stands now.
 */
export async function takeOfficeForm(app: App, viewer: Viewer, id: string, request: Request): Promise<Taken> {
  const data = await readFormData(request, MOST_UPLOAD_BYTES)
  if (data === 'unreadable') return answer('content', '', err('form.unreadable'), NOTHING_TYPED)
  if (data.has('step')) {
    const posted = checkFields(data, practiceStepForm)
    const done = posted.ok ? await stepOf(app, viewer, id, posted.value) : posted
    return answer('step', posted.ok ? posted.value.step : '', done, posted.typed)
  }
  const posted = checkFields(data, practiceForm)
  if (!posted.ok) return answer('content', '', posted, posted.typed)
  const { version, next, content, file, documentId } = posted.value
  const seen = { id, version }
  const isFile = file !== undefined || documentId !== undefined
  // A file alone changes no text: what is public need not go to DPI again for it.
  const saved =
    isFile && (await isSame(app, viewer, id, content)) ? ok(seen) : await savePractice(app, viewer, { ...seen, content })
  if (!saved.ok) return answer('content', 'saved', saved, posted.typed)
  const kept = (taken: Taken): Taken => (taken.ok ? taken : { ...taken, saved: true })
  const attached = file ? await attachToPractice(app, viewer, { id, file }) : ok()
  if (!attached.ok) return kept(answer('attach', '', attached, posted.typed))
  const removed = documentId ? await removeFromPractice(app, viewer, { id, documentId }) : ok()
  if (!removed.ok) return kept(answer('detach', '', removed, posted.typed))
  if (next === 'submit') return kept(answer('content', 'submitted', await submitPractice(app, viewer, saved.value), posted.typed))
  return answer('content', file ? 'attached' : documentId ? 'detached' : 'saved', saved, posted.typed)
}

/** Whether the text says what is stored already. */
async function isSame(app: App, viewer: Viewer, id: string, content: PracticeContent): Promise<boolean> {
  const known = await readPracticeWork(app, viewer, id)
  return known.ok && isDeepStrictEqual(plain(known.value.content), plain(content))
}
const plain = (content: PracticeContent): unknown => JSON.parse(JSON.stringify(content))

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
