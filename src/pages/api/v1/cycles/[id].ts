import type { APIRoute } from 'astro'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { cycleJson } from '#features/participatory-budgeting/cycles/views/cycleJson.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** One announced cycle with its rules, its dates and what was frozen of it. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const found = await readPublicCycle(app, params.id ?? '')
  if (!found) return apiProblem({ status: 404, title: words(lang)('cycle.unknown') })
  return apiJson(cycleJson(found.cycle, found.frame, app.config.siteUrl))
}
