import type { APIRoute } from 'astro'
import { readCatalogue } from '#features/feedback/readCatalogue.ts'
import { apiJson } from '#platform/http/api.ts'

/** The catalogue of services and criteria, with its version and legal basis. */
export const GET: APIRoute = () => {
  const { services, answering: _, ...catalogue } = readCatalogue()
  return apiJson({ ...catalogue, items: services, next: null })
}
