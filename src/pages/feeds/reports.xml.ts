import type { APIRoute } from 'astro'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { listReports } from '#features/reports/listReports.ts'
import { reportFeed } from '#features/reports/views/feed.ts'
import { placesFrom } from '#features/reports/views/places.ts'
import { feedResponse } from '#platform/feed.ts'
import { isLang } from '#platform/i18n/languages.ts'

/** The latest reports of the country as Atom; `?lang=` ky, ru or en. */
export const GET: APIRoute = async ({ locals: { app }, url, cache }) => {
  const asked = url.searchParams.get('lang')
  const lang = isLang(asked) ? asked : 'ky'
  const [{ items }, tree] = await Promise.all([listReports(app, { limit: 50 }), readUnitTree(app)])
  cache.set({ tags: ['units', 'country'], maxAge: 3600 })
  return feedResponse(reportFeed(app.config.siteUrl, lang, items, placesFrom(tree, lang, []).byId))
}
