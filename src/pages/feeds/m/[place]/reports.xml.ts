import type { APIRoute } from 'astro'
import { readMunicipality } from '#features/municipalities/readMunicipality.ts'
import { listReports } from '#features/reports/listReports.ts'
import { reportsFeed } from '#features/reports/views/address.ts'
import { reportFeed } from '#features/reports/views/feed.ts'
import { feedResponse } from '#platform/feed.ts'
import { isLang } from '#platform/i18n/languages.ts'

/** The latest reports of a municipality as Atom; `?lang=` ky, ru or en. */
export const GET: APIRoute = async ({ locals: { app }, params, url, cache, redirect, rewrite }) => {
  const asked = url.searchParams.get('lang')
  const lang = isLang(asked) ? asked : 'ky'
  const place = await readMunicipality(app, params.place ?? '')
  if (!place) return rewrite(`/${lang}/404`)
  if (place.slug !== params.place) return redirect(reportsFeed(lang, place.slug), 301)
  const { items } = await listReports(app, { municipalityIds: [place.id], limit: 50 })
  cache.set({ tags: ['units', `municipality:${place.id}`, `reports:${place.id}`], maxAge: 3600 })
  return feedResponse(reportFeed(app.config.siteUrl, lang, items, new Map([[place.id, place]]), place))
}
