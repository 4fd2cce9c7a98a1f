import type { APIRoute } from 'astro'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import { withPlaces } from '#features/hearings/readCalendar.ts'
import { readHearing, readHearingParts } from '#features/hearings/readHearing.ts'
import { hearingJson } from '#features/hearings/views/hearingJson.ts'
import { words } from '#features/hearings/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** One public hearing, with its results once they are published. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const hearing = await readHearing(app, params.id ?? '')
  const [placed] = hearing ? await withPlaces(app, [hearing]) : []
  if (!placed) return apiProblem({ status: 404, title: words(lang)('hearing.unknown') })
  const [parts, said] = await Promise.all([
    readHearingParts(app, placed.hearing.id),
    readPublishedFeedback(app, { subject: { type: 'hearing', id: placed.hearing.id }, limit: 500 }),
  ])
  const published = new Map(said.map(word => [word.reference, word.text ?? '']))
  return apiJson(hearingJson(placed, parts, published, app.config.siteUrl))
}
