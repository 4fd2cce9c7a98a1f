import { checkFields, NOTHING_TYPED, type Typed } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { flood } from './flood.ts'
import { reminderForm, tokenForm } from './forms/hearingForms.ts'
import { askReminder, confirmReminder, stopReminder } from './remindMe.ts'

export type Filled =
  | { readonly state: 'asked' | 'confirmed' | 'stopped' }
  | {
      readonly state: 'refused'
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
      readonly retryAfter?: number | undefined
    }

/** What was posted to a hearing's page: an address to remind, or the button behind a link of a mail. */
export async function fillReminder(
  app: App,
  asked: { readonly hearingId: string; readonly lang: Lang; readonly sender: string; readonly posted: FormData | 'unreadable' },
): Promise<Filled> {
  const { posted, hearingId, lang, sender } = asked
  if (posted === 'unreadable') return { state: 'refused', typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const what = posted.get('do')
  if (what === 'confirm' || what === 'stop') {
    const form = checkFields(posted, tokenForm)
    if (!form.ok) return { state: 'refused', ...form }
    const { token } = form.value
    const done = what === 'confirm' ? await confirmReminder(app, token) : await stopReminder(app, token)
    if (!done.ok) return { state: 'refused', typed: NOTHING_TYPED, refusals: done.refusals }
    return { state: what === 'confirm' ? 'confirmed' : 'stopped' }
  }
  const form = checkFields(posted, reminderForm)
  if (!form.ok) return { state: 'refused', ...form }
  const wait = await flood.askReminder.take(sender)
  if (wait) {
    const refusals = [{ code: 'flood.wait', values: { minutes: Math.ceil(wait / 60) } }]
    return { state: 'refused', typed: form.typed, refusals, retryAfter: wait }
  }
  const done = await askReminder(app, { hearingId, email: form.value.email, language: lang })
  return done.ok ? { state: 'asked' } : { state: 'refused', typed: form.typed, refusals: done.refusals }
}
