import type { APIRoute } from 'astro'
import { findingWords } from '#features/budgets/findingWords.ts'
import { readPlacedBudget } from '#features/budgets/readPlacedBudget.ts'
import { fiscalPackage } from '#features/budgets/rules/fiscalPackage.ts'
import { words } from '#features/budgets/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** A budget as a Fiscal Data Package 0.3. */
export const GET: APIRoute = async ({ locals: { app, lang }, params }) => {
  const one = await readPlacedBudget(app, params.id ?? '')
  if (!one) return apiProblem({ status: 404, title: words(lang)('api.budget') })
  const table = `${app.config.siteUrl}/api/v1/budgets/${one.budget.id}.csv?for=package`
  return apiJson(fiscalPackage(one.budget, one.municipality, table, finding => findingWords(lang, finding, true)))
}
