import type { APIRoute } from 'astro'
import { readLibrary } from '#features/practices/readLibrary.ts'
import { practiceFeed } from '#features/practices/views/practiceFeed.ts'
import { feedResponse } from '#platform/feed.ts'
import { isLang } from '#platform/i18n/languages.ts'

/** What is new in the library of practices as Atom; `?lang=` ky, ru or en. */
export const GET: APIRoute = async ({ locals: { app }, url, cache }) => {
  const asked = url.searchParams.get('lang')
  const lang = isLang(asked) ? asked : 'ky'
  const { items } = await readLibrary(app, {}, 50)
  cache.set({ tags: ['practices', 'units'], maxAge: 3600 })
  return feedResponse(practiceFeed(app.config.siteUrl, lang, items))
}
