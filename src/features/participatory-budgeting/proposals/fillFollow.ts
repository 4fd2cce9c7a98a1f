import { checkFields, NOTHING_TYPED, type Typed } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { flood } from './flood.ts'
import { askToFollow, confirmFollowing, stopFollowing } from './followProposal.ts'
import { followForm, linkForm } from './forms/proposalForms.ts'

export type FilledFollow =
  | { readonly state: 'asked' | 'confirmed' | 'stopped' }
  | {
      readonly state: 'refused'
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
      readonly retryAfter?: number | undefined
    }

/** What was posted to follow a proposal: an address, or the button behind a link of a mail. */
export async function fillFollow(
  app: App,
  asked: { readonly id: string; readonly lang: Lang; readonly sender: string; readonly posted: FormData | 'unreadable' },
): Promise<FilledFollow> {
  const { posted, id, lang, sender } = asked
  if (posted === 'unreadable') return { state: 'refused', typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  if (posted.has('do')) {
    const form = checkFields(posted, linkForm)
    if (!form.ok) return { state: 'refused', ...form }
    const stops = form.value.do === 'stop'
    const done = stops ? await stopFollowing(app, form.value.token) : await confirmFollowing(app, form.value.token)
    if (!done.ok) return { state: 'refused', typed: NOTHING_TYPED, refusals: done.refusals }
    return { state: stops ? 'stopped' : 'confirmed' }
  }
  const form = checkFields(posted, followForm)
  if (!form.ok) return { state: 'refused', ...form }
  const wait = await flood.mail.take(sender)
  if (wait) {
    const refusals = [{ code: 'proposal.flood', values: { minutes: Math.ceil(wait / 60) } }]
    return { state: 'refused', typed: form.typed, refusals, retryAfter: wait }
  }
  const done = await askToFollow(app, { proposalId: id, email: form.value.email, language: lang })
  return done.ok ? { state: 'asked' } : { state: 'refused', typed: form.typed, refusals: done.refusals }
}
