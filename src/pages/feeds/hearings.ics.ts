import type { APIRoute } from 'astro'
import { hearingCalendar } from '#features/hearings/hearingCalendar.ts'
import { readCalendar } from '#features/hearings/readCalendar.ts'
import { calendarResponse } from '#features/hearings/views/calendarResponse.ts'
import { words } from '#features/hearings/words.ts'

/** Hearings of the country, for calendars that follow an address, in the language that was asked for. */
export const GET: APIRoute = async ({ locals: { app, lang } }) => {
  const text = hearingCalendar(lang, words(lang)('list.title'), await readCalendar(app), app.config.siteUrl)
  return calendarResponse(text, 'hearings.ics')
}
