import type { APIRoute } from 'astro'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { readLibrary } from '#features/practices/readLibrary.ts'
import { readAdoptions } from '#features/practices/readPractice.ts'
import { readCursor } from '#features/practices/rules/library.ts'
import { isTopic } from '#features/practices/rules/topics.ts'
import { practiceJson } from '#features/practices/views/practiceJson.ts'
import { words } from '#features/practices/words.ts'
import { apiJson, apiProblem, readPage } from '#platform/http/api.ts'
import { problemErrors, titleOf } from '#platform/http/problem.ts'
import type { Refusal } from '#platform/result.ts'
import { sayRefusal } from '#ui/refusals.ts'

/** The library of practices, the newest first; `?topic=`, `?municipality=` and `?adoptedBy=` keep some of them. */
export const GET: APIRoute = async ({ locals: { app, lang }, url: { searchParams }, url }) => {
  const page = readPage(url)
  const topic = searchParams.get('topic') ?? undefined
  const [of, adoptedBy] = ['municipality', 'adoptedBy'].map(name => searchParams.get(name) ?? undefined)
  const refusals: Refusal[] = page.ok ? [] : [...page.refusals]
  const after = page.ok && page.value.after !== undefined ? readCursor(page.value.after) : undefined
  if (page.ok && page.value.after !== undefined && !after) refusals.push({ code: 'page.after', path: 'after' })
  if (topic !== undefined && !isTopic(topic)) refusals.push({ code: 'api.topic', path: 'topic' })
  for (const [path, key] of [
    ['municipality', of],
    ['adoptedBy', adoptedBy],
  ] as const)
    if (key !== undefined && !(await readMunicipality(app, key))) refusals.push({ code: 'api.place', path })
  if (!page.ok || refusals.length > 0) {
    const errors = problemErrors(refusals, refusal => sayRefusal(lang, words(lang), refusal))
    return apiProblem({ status: 422, title: titleOf(errors), errors })
  }
  const { items, next } = await readLibrary(
    app,
    { topic: isTopic(topic) ? topic : undefined, of, adoptedBy, after },
    page.value.limit,
  )
  const ids = items.map(one => one.id)
  const [adoptions, documents] = await Promise.all([readAdoptions(app, ids), readDocuments(app, 'practice', ids)])
  const json = items.map(one => practiceJson(app.config.siteUrl, one, adoptions.get(one.id) ?? [], documents.get(one.id) ?? []))
  return apiJson({ items: json, next: next ?? null })
}
