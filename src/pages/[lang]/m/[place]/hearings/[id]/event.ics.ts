import type { APIRoute } from 'astro'
import { calendarResponse } from '#features/hearings/views/calendarResponse.ts'
import { hearingCalendar } from '#features/hearings/hearingCalendar.ts'
import { readHearing } from '#features/hearings/readHearing.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'

/** One hearing for the reader's own calendar. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const [municipality, hearing] = await Promise.all([
    readMunicipality(app, params.place ?? ''),
    readHearing(app, params.id ?? ''),
  ])
  if (!municipality || hearing?.municipalityId !== municipality.id) return new Response(null, { status: 404 })
  const text = hearingCalendar(lang, municipality.names[lang], [{ hearing, municipality }], app.config.siteUrl)
  return calendarResponse(text, `hearing-${hearing.id}.ics`)
}
