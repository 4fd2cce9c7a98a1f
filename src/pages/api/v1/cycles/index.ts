import type { APIRoute } from 'astro'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { cycleSearch } from '#features/participatory-budgeting/cycles/forms/cycleAnswer.ts'
import { listCycles } from '#features/participatory-budgeting/cycles/listCycles.ts'
import { readCycleFrame } from '#features/participatory-budgeting/cycles/readCycleFrame.ts'
import { cycleJson } from '#features/participatory-budgeting/cycles/views/cycleJson.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors, titleOf } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** Announced cycles, the latest first, page by page; `?municipality=` (or a raion or oblast) narrows them. */
export const GET: APIRoute = async ({ locals: { app, lang }, url }) => {
  const page = readPage(url)
  const asked = cycleSearch.safeParse(Object.fromEntries(url.searchParams))
  const refusals: Refusal[] = [...(page.ok ? [] : page.refusals), ...(asked.success ? [] : refusalsOf(asked.error))]
  const place = asked.data?.municipality
  if (place !== undefined && !(await readUnit(app, place))) refusals.push({ code: 'api.municipality', path: 'municipality' })
  if (!page.ok || refusals.length > 0) {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return apiProblem({ status: 422, title: titleOf(errors), errors })
  }
  const { after, limit } = page.value
  const all = await listCycles(app, place)
  const from = after === undefined ? 0 : all.findIndex(one => one.cycle.id === after) + 1
  const shown = all.slice(from, from + limit)
  const items = await Promise.all(
    shown.map(async ({ cycle }) => cycleJson(cycle, await readCycleFrame(app, cycle), app.config.siteUrl)),
  )
  return apiJson({ items, next: from + limit < all.length ? (shown.at(-1)?.cycle.id ?? null) : null })
}
