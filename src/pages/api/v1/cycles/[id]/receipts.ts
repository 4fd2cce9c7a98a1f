import type { APIRoute } from 'astro'
import { readListA } from '#features/participatory-budgeting/ballots/readOpened.ts'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { readResult } from '#features/participatory-budgeting/results/readResult.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** Receipt numbers and fingerprints of the box with the chain over them, so that each voter finds their envelope. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const found = await readPublicCycle(app, params.id ?? '')
  if (!found) return apiProblem({ status: 404, title: words(lang)('cycle.unknown') })
  const list = (await readResult(app, found.cycle)) && (await readListA(app, found.cycle.id))
  if (!list) return apiProblem({ status: 404, title: words(lang)('result.notYet') })
  return apiJson({ cycle: found.cycle.id, ...list })
}
