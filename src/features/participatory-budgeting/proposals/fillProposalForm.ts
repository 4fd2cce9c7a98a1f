import { checkFields, NOTHING_TYPED, type Typed, typedFrom } from '#platform/forms/readForm.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Cycle } from '../cycles/rules/cycle.ts'
import { flood } from './flood.ts'
import { type NewProposalForm, newProposalForm } from './forms/proposalForms.ts'
import { readProposals } from './readProposal.ts'
import { fitProposal } from './rules/newProposal.ts'
import type { Proposal } from './rules/proposal.ts'
import { similarTo } from './rules/similar.ts'
import { type SentProposal, sendProposal } from './sendProposal.ts'

export type FilledProposal =
  | { readonly state: 'write'; readonly typed: Typed; readonly refusals: readonly Refusal[]; readonly retryAfter?: number }
  | {
      readonly state: 'check'
      readonly typed: Typed
      readonly form: NewProposalForm
      /** Listed ones that may want the same. */
      readonly similar: readonly Proposal[]
      readonly refusals: readonly Refusal[]
    }
  | { readonly state: 'sent'; readonly sent: SentProposal }

/** What a person leaves empty. */
export const TRAP = 'website'
const MOST_SIMILAR = 4

/**
 * One request to the form of two pages: writing, and checking with what is similar. What was typed travels in the form, so that
 * it needs no script and no draft; the form's secret makes pressing twice send once.
 */
export async function fillProposalForm(
  app: App,
  cycle: Cycle,
  asked: { readonly lang: Lang; readonly sender: string; readonly posted: FormData | 'unreadable' | undefined },
): Promise<FilledProposal> {
  const { posted, lang, sender } = asked
  const secret = () => app.random(24).toString('base64url')
  if (posted === undefined) return { state: 'write', typed: typedFrom({ form: secret() }), refusals: [] }
  if (posted === 'unreadable') return { state: 'write', typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const checked = checkFields(posted, newProposalForm)
  const { typed } = checked
  if (posted.get('do') === 'back') return { state: 'write', typed, refusals: [] }
  const elsewhere: readonly Refusal[] =
    cycle.rules.propose.who === 'residents' && typed.get('resident') !== 'yes'
      ? [{ code: 'proposal.resident', path: 'resident' }]
      : []
  if (!checked.ok) return { state: 'write', typed, refusals: [...checked.refusals, ...elsewhere] }
  const form = checked.value
  const fits = fitProposal(form, cycle)
  if (!fits.ok || elsewhere.length > 0)
    return { state: 'write', typed, refusals: [...(fits.ok ? [] : fits.refusals), ...elsewhere] }
  const check = async (refusals: readonly Refusal[]): Promise<FilledProposal> => {
    const similar = similarTo(form, await readProposals(app, { cycleId: cycle.id, states: ['listed'] }), MOST_SIMILAR)
    return { state: 'check', typed, form, similar, refusals }
  }
  if (posted.get('do') !== 'send') return check([])
  if (String(posted.get(TRAP) ?? '') !== '') return check([{ code: 'proposal.again' }])
  const wait = await flood.send.take(sender)
  if (wait) {
    const refusals = [{ code: 'proposal.flood', values: { minutes: Math.ceil(wait / 60) } }]
    return { state: 'write', typed, refusals, retryAfter: wait }
  }
  const sent = await sendProposal(app, { cycleId: cycle.id, form, language: lang })
  return sent.ok ? { state: 'sent', sent: sent.value } : { state: 'write', typed, refusals: sent.refusals }
}

/** Those of a cycle's list that may want what somebody is typing, for suggestions beside the form. */
export async function suggestSimilar(app: App, cycleId: string, typed: { title: string; text: string }): Promise<Proposal[]> {
  if (typed.title.trim().length < 4) return []
  const all = await readProposals(app, { cycleId, states: ['listed'] })
  return similarTo({ title: typed.title.slice(0, 200), text: typed.text.slice(0, 4_000) }, all, MOST_SIMILAR)
}
