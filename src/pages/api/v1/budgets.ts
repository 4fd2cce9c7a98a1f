import type { APIRoute } from 'astro'
import { listPublishedBudgets } from '#features/budgets/listPublishedBudgets.ts'
import { budgetJson } from '#features/budgets/views/budgetJson.ts'
import { words } from '#features/budgets/words.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import type { Municipality } from '#features/municipalities/rules/unit.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors, titleOf } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** Current budgets whole, page by page; `?municipality=` (id, SOATE or address part) and `?year=` narrow them. */
export const GET: APIRoute = async ({ locals: { app, lang }, url }) => {
  const page = readPage(url)
  const [key, year] = [url.searchParams.get('municipality'), url.searchParams.get('year')]
  const place = key === null ? undefined : await readMunicipality(app, key)
  const refusals: Refusal[] = page.ok ? [] : [...page.refusals]
  if (key !== null && !place) refusals.push({ code: 'api.municipality', path: 'municipality' })
  if (year !== null && !/^\d{4}$/.test(year)) refusals.push({ code: 'api.year', path: 'year' })
  if (!page.ok || refusals.length > 0) {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return apiProblem({ status: 422, title: titleOf(errors), errors })
  }
  const { items, next } = await listPublishedBudgets(app, {
    ...page.value,
    municipalityId: place?.id,
    year: year === null ? undefined : Number(year),
  })
  const places = new Map<string, Municipality | undefined>()
  for (const { municipalityId: id } of items) if (!places.has(id)) places.set(id, await readMunicipality(app, id))
  return apiJson({
    items: items.flatMap(budget => {
      const municipality = places.get(budget.municipalityId)
      return municipality ? [budgetJson({ budget, municipality }, lang)] : []
    }),
    next: next ?? null,
  })
}
