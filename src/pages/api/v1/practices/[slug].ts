import type { APIRoute } from 'astro'
import { readDocuments } from '#features/documents/readDocuments.ts'
import { readPractice } from '#features/practices/readPractice.ts'
import { practiceJson } from '#features/practices/views/practiceJson.ts'
import { words } from '#features/practices/words.ts'
import { apiJson, apiProblem } from '#platform/http/api.ts'

/** One practice of the library; what was taken back is there no more. */
export const GET: APIRoute = async ({ locals: { app, lang }, params: { slug = '' } }) => {
  const read = await readPractice(app, slug)
  if (read?.state !== 'public') return apiProblem({ status: 404, title: words(lang)('practice.unknown') })
  const { practice, adoptions } = read
  const documents = await readDocuments(app, 'practice', [practice.id])
  return apiJson(practiceJson(app.config.siteUrl, practice, adoptions, documents.get(practice.id) ?? []))
}
