import type { APIRoute } from 'astro'
import { hearingCalendar } from '#features/hearings/hearingCalendar.ts'
import { readCalendar } from '#features/hearings/readCalendar.ts'
import { calendarResponse } from '#features/hearings/views/calendarResponse.ts'
import { words } from '#features/hearings/words.ts'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'

/** Hearings of one municipality, for calendars that follow an address. */
export const GET: APIRoute = async ({ params, locals: { app, lang } }) => {
  const place = await readMunicipality(app, params.place ?? '')
  if (!place) return new Response(null, { status: 404 })
  const name = `${words(lang)('list.title')}: ${place.names[lang]}`
  const text = hearingCalendar(lang, name, await readCalendar(app, place), app.config.siteUrl)
  return calendarResponse(text, 'hearings.ics')
}
