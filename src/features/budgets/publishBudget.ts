import { may } from '#features/identity/rules/permissions.ts'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'
import { err, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { assembleBudget, type BudgetFacts, keepBudget } from './keepBudget.ts'
import type { Budget } from './rules/budget.ts'

/**
 * Publishes figures that were typed in rather than read from a file, with their source: checked and kept like an import, as
 * a new version. `reason` goes into the audit trail.
 */
export async function publishBudget(
  app: App,
  viewer: Viewer,
  facts: BudgetFacts & { readonly municipality: string; readonly reason: string },
): Promise<Result<Budget>> {
  const municipality = await readMunicipality(app, facts.municipality)
  if (!municipality) return err('import.municipality', { path: 'municipality', values: { key: facts.municipality } })
  if (!may(viewer, 'budget.import', placesOf(municipality))) return err('forbidden')
  return keepBudget(app, viewer, municipality, await assembleBudget(app, municipality, facts), { reason: facts.reason })
}
