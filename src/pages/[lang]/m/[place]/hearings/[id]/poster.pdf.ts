import type { APIRoute } from 'astro'
import { flood } from '#features/hearings/flood.ts'
import { makePoster } from '#features/hearings/makePoster.ts'
import { readHearing } from '#features/hearings/readHearing.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'

/** The poster to print, in the language of the address. */
export const GET: APIRoute = async ({ params, locals: { app, lang, sender }, cache }) => {
  const wait = await flood.drawPoster.take(sender)
  if (wait !== undefined) return new Response(null, { status: 429, headers: { 'Retry-After': String(wait) } })
  const [municipality, hearing] = await Promise.all([
    readMunicipality(app, params.place ?? ''),
    readHearing(app, params.id ?? ''),
  ])
  if (!municipality || hearing?.municipalityId !== municipality.id) return new Response(null, { status: 404 })
  const pdf = await makePoster(lang, hearing, municipality, app.config.siteUrl)
  cache.set({ tags: [`hearings:${municipality.id}`, 'units'], maxAge: 3600 })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="hearing-${hearing.id}-${lang}.pdf"`,
    },
  })
}
