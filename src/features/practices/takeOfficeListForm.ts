import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, readFormData, type Typed } from '#platform/forms/readForm.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { adoptPractice, takeAdoptionBack, wantPractice } from './adoptPractice.ts'
import { createPractice } from './createPractice.ts'
import { adoptionForm, newPracticeForm } from './forms/practiceForms.ts'

export type TakenInList =
  /** `begun` is the id of a practice that was begun. */
  | { readonly ok: true; readonly begun?: string }
  /** `about` is the practice whose form was refused; none where it is the form for a new one. */
  | { readonly ok: false; readonly about: string | undefined; readonly refusals: readonly Refusal[]; readonly typed: Typed }

/** Takes either form of an office's list: to begin a practice, or about one of others. */
export async function takeOfficeListForm(
  app: App,
  viewer: Viewer,
  municipalityId: string,
  request: Request,
): Promise<TakenInList> {
  const data = await readFormData(request)
  if (data === 'unreadable') return { ok: false, about: undefined, refusals: [{ code: 'form.unreadable' }], typed: NOTHING_TYPED }
  const about = data.get('practiceId')
  if (typeof about !== 'string') {
    const posted = checkFields(data, newPracticeForm)
    const begun = posted.ok ? await createPractice(app, viewer, { municipalityId, ...posted.value }) : posted
    if (begun.ok && 'slug' in begun.value) return { ok: true, begun: begun.value.id }
    return { ok: false, about: undefined, refusals: begun.ok ? [] : begun.refusals, typed: posted.typed }
  }
  const posted = checkFields(data, adoptionForm)
  if (!posted.ok) return { ok: false, about, refusals: posted.refusals, typed: posted.typed }
  const { does, ...rest } = posted.value
  const use = { want: wantPractice, adopt: adoptPractice, takeBack: takeAdoptionBack }[does]
  const done = await use(app, viewer, { ...rest, municipalityId })
  return done.ok ? { ok: true } : { ok: false, about, refusals: done.refusals, typed: posted.typed }
}
