import type { APIRoute } from 'astro'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { listReports } from '#features/reports/listReports.ts'
import { REPORT_TYPES } from '#features/reports/rules/report.ts'
import { readCursor } from '#features/reports/rules/cursor.ts'
import { reportJson } from '#features/reports/views/reportJson.ts'
import { words } from '#features/reports/words.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** Reports that have a page, the latest first; `?municipality=` and `?type=` keep some of them. */
export const GET: APIRoute = async ({ locals: { app, lang }, url }) => {
  const page = readPage(url)
  const [key, said] = [url.searchParams.get('municipality'), url.searchParams.get('type')]
  const place = key === null ? undefined : await readMunicipality(app, key)
  const type = REPORT_TYPES.find(one => one === said)
  const refusals: Refusal[] = page.ok ? [] : [...page.refusals]
  if (page.ok && page.value.after !== undefined && !readCursor(page.value.after))
    refusals.push({ code: 'page.after', path: 'after' })
  if (key !== null && !place) refusals.push({ code: 'municipality.unknown', path: 'municipality' })
  if (said !== null && !type) refusals.push({ code: 'report.type.unknown', path: 'type' })
  const [first] = refusals
  if (!page.ok || first) {
    const say = (one: Refusal) => sayRefusal(lang, words(lang), one)
    return apiProblem({ status: 422, title: first ? say(first) : '', errors: problemErrors(refusals, say) })
  }
  const { items, next } = await listReports(app, { ...page.value, type, municipalityIds: place && [place.id] })
  const documents = await readDocuments(
    app,
    'report',
    items.map(one => one.id),
  )
  const { siteUrl } = app.config
  return apiJson({ items: items.map(one => reportJson(siteUrl, one, documents.get(one.id) ?? [])), next: next ?? null })
}
