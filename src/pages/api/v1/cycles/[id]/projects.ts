import type { APIRoute } from 'astro'
import { readPublicCycle } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { readResult } from '#features/participatory-budgeting/results/readResult.ts'
import { projectJson } from '#features/participatory-budgeting/results/views/resultJson.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** What stands on the ballots of a cycle since voting opened, and, once announced, whether it is funded. */
export const GET: APIRoute = async ({ params, url, locals: { app, lang } }) => {
  const found = await readPublicCycle(app, params.id ?? '')
  if (!found) return apiProblem({ status: 404, title: words(lang)('cycle.unknown') })
  const page = readPage(url)
  if (!page.ok) {
    const say = (one: Refusal) => sayRefusal(lang, words(lang), one)
    return apiProblem({ status: 422, title: say(page.refusals[0]), errors: problemErrors(page.refusals, say) })
  }
  const { after, limit } = page.value
  const result = await readResult(app, found.cycle)
  const winners = result && new Set(result.pots.flatMap(one => one.count.outcome.winners))
  const all = found.frame.frozen[0]?.content.projects.filter(one => after === undefined || one.id > after) ?? []
  const items = all.slice(0, limit)
  return apiJson({
    items: items.map(one => projectJson(app.config.siteUrl, found.cycle.id, one, winners)),
    next: all.length > limit ? (items.at(-1)?.id ?? null) : null,
  })
}
