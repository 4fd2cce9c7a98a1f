import type { Viewer } from '#features/identity/rules/viewer.ts'
import { errs, ok, type Refusal, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { decideFate } from './decideFate.ts'
import type { DecisionAsked } from './forms/hearingForms.ts'

/**
 * Says what came of several items at once, each a decision of its own: what can be decided is, and the refusals name the items
 * (`rows.<item>.…`) that are left. Answers how many were decided.
 */
export async function decideFates(
  app: App,
  viewer: Viewer,
  asked: { readonly id: string; readonly decisions: readonly DecisionAsked[] },
): Promise<Result<{ decided: number }>> {
  const refusals: Refusal[] = []
  for (const decision of asked.decisions) {
    const done = await decideFate(app, viewer, { ...decision, id: asked.id })
    if (!done.ok) refusals.push(...done.refusals.map(one => ({ ...one, path: `rows.${decision.item}.${one.path ?? 'fate'}` })))
  }
  return refusals.length > 0 ? errs(refusals) : ok({ decided: asked.decisions.length })
}
