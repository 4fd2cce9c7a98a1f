import type { APIRoute } from 'astro'
import { readDocumentFile } from '#features/documents/readDocumentFile.ts'
import { documentHeaders } from '#features/documents/views/documentHeaders.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { placesOf } from '#features/municipalities/rules/unit.ts'

/** An attachment; the name in the address is for the reader's folder of downloads. */
export const GET: APIRoute = async ({ params, locals: { app, viewer, lang }, request, url, rewrite }) => {
  const within = async (municipalityId: string) => {
    const municipality = await readMunicipality(app, municipalityId)
    return municipality ? placesOf(municipality) : [municipalityId]
  }
  const size = url.searchParams.get('size') === 'small' ? 'small' : 'whole'
  const file = await readDocumentFile(app, viewer, params.id ?? '', within, size)
  if (!file.ok) return rewrite(`/${lang}/404`)
  const headers = documentHeaders(file.value)
  const known = request.headers
    .get('if-none-match')
    ?.split(',')
    .some(tag => tag.trim() === headers.ETag)
  if (known) return new Response(null, { status: 304, headers })
  return new Response(new Uint8Array(file.value.content), { headers })
}
