import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { App } from '#src/app.ts'
import type { PlacedBudget } from './exportBudgets.ts'
import { readBudgetById } from './readBudget.ts'

/** One version of a budget by its id, with its municipality; undefined where the id is unknown. */
export async function readPlacedBudget(app: App, id: string): Promise<PlacedBudget | undefined> {
  const budget = await readBudgetById(app, id)
  const municipality = budget && (await readMunicipality(app, budget.municipalityId))
  return budget && municipality && { budget, municipality }
}
