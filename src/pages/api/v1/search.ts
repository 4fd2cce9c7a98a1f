import type { APIRoute } from 'astro'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { flood } from '#features/search/flood.ts'
import { SEARCH_KINDS } from '#features/search/rules/document.ts'
import { searchDocuments } from '#features/search/searchDocuments.ts'
import { searchJson } from '#features/search/views/searchJson.ts'
import { words } from '#features/search/words.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors, titleOf } from '#platform/http/problem.ts'
import { isLang } from '#platform/i18n/languages.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** What is published and holds every word of `?q=`; `?kind=`, `?municipality=` narrow it, `?lang=` says whose language comes first. */
export const GET: APIRoute = async ({ locals: { app, lang, sender }, url }) => {
  const refused = (status: 422 | 429, refusals: readonly Refusal[], headers = {}) => {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return apiProblem({ status, title: titleOf(errors), errors, headers })
  }
  const wait = await flood.search.take(sender)
  if (wait) return refused(429, [{ code: 'search.wait', values: { seconds: wait } }], { 'Retry-After': String(wait) })
  const given = (name: string) => url.searchParams.get(name) ?? undefined
  const [q, key, kind, asked] = [given('q')?.trim() ?? '', given('municipality'), given('kind'), given('lang')]
  const page = readPage(url)
  const place = key === undefined ? undefined : await readMunicipality(app, key)
  const known = SEARCH_KINDS.find(one => one === kind)
  const refusals: Refusal[] = page.ok ? [] : [...page.refusals]
  if (q === '') refusals.push({ code: 'search.empty', path: 'q' })
  if (key !== undefined && !place) refusals.push({ code: 'search.municipality', path: 'municipality' })
  if (kind !== undefined && !known) refusals.push({ code: 'search.kind', path: 'kind' })
  if (asked !== undefined && !isLang(asked)) refusals.push({ code: 'search.lang', path: 'lang' })
  if (page.ok && page.value.after !== undefined && !/^\d{1,4}$/.test(page.value.after))
    refusals.push({ code: 'page.after', path: 'after' })
  if (!page.ok || refusals.length > 0) return refused(422, refusals)
  const readers = isLang(asked) ? asked : lang
  const kinds = known && [known]
  const found = await searchDocuments(app, { q, lang: readers, kinds, municipalityId: place?.id, ...page.value })
  return apiJson(searchJson(found, readers, app.config.siteUrl))
}
