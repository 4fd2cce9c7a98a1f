import type { APIRoute } from 'astro'
import { readUnitTree } from '#features/municipalities/readUnitTree.ts'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'

/** The pages worth finding, each once a language with its siblings: the country's pages and every municipality. */
export const GET: APIRoute = async ({ locals: { app }, cache }) => {
  const tree = await readUnitTree(app)
  const places = tree.flatMap(one => [...one.municipalities, ...one.raions.flatMap(raion => raion.municipalities)])
  const pages: ((lang: Lang) => string)[] = [
    paths.home,
    paths.municipalities,
    paths.reports,
    paths.hearings,
    paths.cycles,
    lang => paths.practices(lang),
    paths.about,
    lang => paths.guide(lang, 'read-a-budget'),
    paths.privacy,
    paths.accessibility,
    ...places.map(place => (lang: Lang) => paths.municipality(lang, place.slug)),
  ]
  const entry = (page: (lang: Lang) => string) => {
    const siblings = LANGUAGES.map(
      lang => `<xhtml:link rel="alternate" hreflang="${lang}" href="${app.config.siteUrl}${page(lang)}"/>`,
    ).join('')
    return LANGUAGES.map(lang => `<url><loc>${app.config.siteUrl}${page(lang)}</loc>${siblings}</url>`).join('\n')
  }
  cache.set({ tags: ['units'], maxAge: 3600 })
  return new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${pages.map(entry).join('\n')}
</urlset>
`,
    { headers: { 'Content-Type': 'application/xml; charset=utf-8' } },
  )
}
