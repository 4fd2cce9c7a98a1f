import type { APIRoute } from 'astro'
import { readPublishedFeedback } from '#features/feedback/readPublishedFeedback.ts'
import { hearingSearch } from '#features/hearings/forms/hearingQuery.ts'
import { withPlaces } from '#features/hearings/readCalendar.ts'
import { readHearingParts } from '#features/hearings/readHearing.ts'
import { listHearings } from '#features/hearings/readHearings.ts'
import { hearingJson } from '#features/hearings/views/hearingJson.ts'
import { words } from '#features/hearings/words.ts'
import { readUnit } from '#features/municipalities/readUnit.ts'
import { refusalsOf } from '#platform/forms/refusals.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors, titleOf } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** Public hearings, page by page; `?municipality=` (or a raion or oblast), `?kind=` and `?when=` narrow them. */
export const GET: APIRoute = async ({ locals: { app, lang }, url }) => {
  const page = readPage(url)
  const asked = hearingSearch.safeParse(Object.fromEntries(url.searchParams))
  const refusals: Refusal[] = [...(page.ok ? [] : page.refusals), ...(asked.success ? [] : refusalsOf(asked.error))]
  const place = asked.data?.municipality
  if (place !== undefined && !(await readUnit(app, place))) refusals.push({ code: 'api.municipality', path: 'municipality' })
  if (!page.ok || !asked.success || refusals.length > 0) {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return apiProblem({ status: 422, title: titleOf(errors), errors })
  }
  const { items, next } = await listHearings(app, { ...asked.data, place, after: page.value.after }, page.value.limit)
  const placed = await withPlaces(app, items)
  const found = await Promise.all(
    placed.map(async one => {
      const [parts, said] = await Promise.all([
        readHearingParts(app, one.hearing.id),
        readPublishedFeedback(app, { subject: { type: 'hearing', id: one.hearing.id }, limit: 500 }),
      ])
      return hearingJson(one, parts, new Map(said.map(word => [word.reference, word.text ?? ''])), app.config.siteUrl)
    }),
  )
  return apiJson({ items: found, next: next ?? null })
}
