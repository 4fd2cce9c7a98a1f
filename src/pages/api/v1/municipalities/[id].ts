import type { APIRoute } from 'astro'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { municipalityJson } from '#features/municipalities/views/municipalityJson.ts'
import { words } from '#features/municipalities/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** One municipality by id, SOATE code (of today or former) or address part. */
export const GET: APIRoute = async ({ locals: { app, lang }, params }) => {
  const municipality = await readMunicipality(app, params.id ?? '')
  if (!municipality) return apiProblem({ status: 404, title: words(lang)('unit.unknown') })
  return apiJson(municipalityJson(municipality))
}
