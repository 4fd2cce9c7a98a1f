import type { APIRoute } from 'astro'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { readResult } from '#features/participatory-budgeting/results/readResult.ts'
import { resultJson } from '#features/participatory-budgeting/results/views/resultJson.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** The result of a cycle, from its announcement on; before, nobody can tell from here whether it was counted. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const found = await readPublicCycle(app, params.id ?? '')
  if (!found) return apiProblem({ status: 404, title: words(lang)('cycle.unknown') })
  const result = await readResult(app, found.cycle)
  if (!result) return apiProblem({ status: 404, title: words(lang)('result.notYet') })
  return apiJson(resultJson(app.config.siteUrl, found.cycle.id, result))
}
