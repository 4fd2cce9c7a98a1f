import type { APIRoute } from 'astro'
import { flood } from '#features/feedback/flood.ts'
import { readFeedback } from '#features/feedback/readFeedback.ts'
import { feedbackJson } from '#features/feedback/views/feedbackJson.ts'
import { words } from '#features/feedback/words.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'
import { problemErrors, titleOf } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** One word: its public part, or the whole thread with `?trackingCode=`. */
export const GET: APIRoute = async ({ params, url, locals }) => {
  const { app, lang, sender } = locals
  const refused = (status: 404 | 429, refusals: readonly Refusal[], headers = {}) => {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return apiProblem({ status, title: titleOf(errors), errors, headers })
  }
  const wait = await flood.find.take(sender)
  if (wait) return refused(429, [{ code: 'flood.wait', values: { seconds: wait } }], { 'Retry-After': String(wait) })
  const found = await readFeedback(app, params.reference ?? '', url.searchParams.get('trackingCode') ?? undefined)
  if (!found.ok) return refused(404, found.refusals)
  const municipality = await readMunicipality(app, found.value.municipalityId)
  if (!municipality) throw new Error('feedback without its municipality')
  const headers: Record<string, string> = found.value.isAuthor ? { 'Cache-Control': 'no-store' } : {}
  return apiJson(feedbackJson(found.value, municipality), { headers })
}
