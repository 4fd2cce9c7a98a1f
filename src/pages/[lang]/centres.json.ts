import type { APIRoute } from 'astro'
import { readCentres } from '#features/municipalities/readCentres.ts'
import { paths } from '#platform/paths.ts'

/** Where raions and cities lie, for "use my location": the reader's own place is compared in the browser and never sent. */
export const GET: APIRoute = async ({ locals, cache }) => {
  const { app, lang } = locals
  const centres = await readCentres(app)
  cache.set({ tags: ['units'], maxAge: 3600 })
  return Response.json(
    centres.map(one => ({
      name: one.names[lang],
      lat: one.lat,
      lon: one.lon,
      href: one.isMunicipality ? paths.municipality(lang, one.slug) : paths.oblast(lang, one.oblast ?? '', one.slug),
    })),
  )
}
