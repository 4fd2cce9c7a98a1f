import { checkFields, NOTHING_TYPED, type Typed } from '#platform/forms/readForm.ts'
import type { Refusal } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { newSupporter, readSupporter } from '../proposals/supportProposal.ts'
import { confirmProject } from './confirmProject.ts'
import { confirmFlood } from './flood.ts'
import { confirmForm } from './forms/projectForms.ts'

export type FilledConfirmation =
  | { readonly state: 'done' }
  | {
      readonly state: 'refused'
      readonly typed: Typed
      readonly refusals: readonly Refusal[]
      /** Seconds, where too many came from one sender. */
      readonly retryAfter?: number | undefined
    }

/**
 * A resident's answer as it was posted. `kept` is what the browser keeps so that it counts once; where it keeps nothing yet,
 * `keep` is handed something new.
 */
export async function fillConfirmation(
  app: App,
  asked: {
    readonly id: string
    readonly sender: string
    readonly kept: string | undefined
    readonly keep: (value: string) => void
    readonly posted: FormData | 'unreadable'
  },
): Promise<FilledConfirmation> {
  if (asked.posted === 'unreadable') return { state: 'refused', typed: NOTHING_TYPED, refusals: [{ code: 'form.unreadable' }] }
  const form = checkFields(asked.posted, confirmForm)
  if (!form.ok) return { state: 'refused', typed: form.typed, refusals: form.refusals }
  const wait = await confirmFlood.take(asked.sender)
  if (wait) {
    const refusals = [{ code: 'project.flood', values: { minutes: Math.ceil(wait / 60) } }]
    return { state: 'refused', typed: form.typed, refusals, retryAfter: wait }
  }
  let secret = readSupporter(app, asked.kept)
  if (secret === undefined) {
    const fresh = newSupporter(app)
    asked.keep(fresh)
    secret = readSupporter(app, fresh) ?? ''
  }
  const said = await confirmProject(app, { id: asked.id, secret, ...form.value })
  return said.ok ? { state: 'done' } : { state: 'refused', typed: form.typed, refusals: said.refusals }
}
