import type { APIRoute } from 'astro'
import { listMunicipalities } from '#features/municipalities/listMunicipalities.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { municipalityJson } from '#features/municipalities/views/municipalityJson.ts'
import { words } from '#features/municipalities/words.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors } from '#platform/http/problem.ts'
import { words as common } from '#ui/words.ts'

/** Municipalities that stand today, page by page; `?oblast=` (id, SOATE or address part) keeps those of one oblast. */
export const GET: APIRoute = async ({ locals: { app, lang }, url }) => {
  const page = readPage(url)
  if (!page.ok)
    return apiProblem({
      status: 422,
      title: common(lang)('form.invalid'),
      errors: problemErrors(page.refusals, common(lang).refusal),
    })
  const asked = url.searchParams.get('oblast')
  const oblast = asked === null ? undefined : await readUnit(app, asked)
  if (asked !== null && oblast?.kind !== 'oblast') {
    const errors = problemErrors([{ code: 'oblast.unknown', path: 'oblast' }], words(lang).refusal)
    return apiProblem({ status: 422, title: words(lang)('oblast.unknown'), errors })
  }
  const { items, next } = await listMunicipalities(app, { ...page.value, oblastId: oblast?.id })
  return apiJson({ items: items.map(municipalityJson), next })
}
