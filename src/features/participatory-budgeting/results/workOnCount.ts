import type { Viewer } from '#features/identity/rules/viewer.ts'
import { checkFields, NOTHING_TYPED, type Typed } from '#platform/forms/readForm.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { countCycle } from './countCycle.ts'
import { countForm, signForm } from './forms/countForms.ts'
import { signResult } from './signResult.ts'

export type CountWorked =
  | { readonly state: 'done'; readonly done: 'count' | 'sign' | 'announced' }
  | { readonly state: 'refused'; readonly typed: Typed; readonly refusals: readonly Refusal[] }

/** One posted form of the count's page: `do` is `count` or `sign`. */
export async function workOnCount(
  app: App,
  viewer: Viewer,
  { cycleId, posted }: { readonly cycleId: string; readonly posted: FormData | 'unreadable' },
): Promise<CountWorked> {
  const refused = (refusals: readonly Refusal[], typed: Typed = NOTHING_TYPED) => ({ state: 'refused', typed, refusals }) as const
  if (posted === 'unreadable') return refused([{ code: 'form.unreadable' }])
  if (posted.get('do') === 'sign') {
    const form = checkFields(posted, signForm)
    const signed = form.ok ? await signResult(app, viewer, { cycleId, ...form.value }) : form
    if (!signed.ok) return refused(signed.refusals, form.typed)
    return { state: 'done', done: 'announced' in signed.value && signed.value.announced ? 'announced' : 'sign' }
  }
  if (posted.get('do') !== 'count') return refused([{ code: 'result.formUnknown' }])
  const form = checkFields(posted, countForm)
  const counted = form.ok ? await countCycle(app, viewer, { cycleId, ...form.value }) : form
  return counted.ok ? { state: 'done', done: 'count' } : refused(counted.refusals, form.typed)
}
