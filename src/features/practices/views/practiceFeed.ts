import { atomFeed, type FeedEntry, tagUri } from '#platform/feed.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { excerpt } from '#platform/markdown.ts'
import { paths } from '#platform/paths.ts'
import { wordsFor } from '../rules/content.ts'
import type { PublishedPractice } from '../rules/published.ts'
import { words } from '../words.ts'

/** Before the first practice: when the portal began. */
const BEGAN = new Date('2026-11-01T00:00:00Z')

/** What is new in the library as an Atom feed in a language. */
export function practiceFeed(siteUrl: string, lang: Lang, practices: readonly PublishedPractice[]): string {
  const t = words(lang)
  const entries = practices.map((one): FeedEntry => {
    const said = wordsFor(one.content, lang)
    const where = one.municipality?.names[said.lang]
    return {
      id: tagUri(siteUrl, `practice/${one.id}`),
      title: where ? `${where}: ${said.words.title}` : said.words.title,
      link: `${siteUrl}${paths.practice(lang, one.slug)}`,
      summary: excerpt([said.words.problem, said.words.solution].join('\n\n'), 400),
      language: said.lang,
      author: one.municipality?.names[lang],
      published: one.publishedAt,
      updated: one.revisedAt,
    }
  })
  const head = {
    id: tagUri(siteUrl, `practices/${lang}`),
    title: t('library.title'),
    subtitle: t('library.lead'),
    language: lang,
    page: `${siteUrl}${paths.practices(lang)}`,
    self: `${siteUrl}/feeds/practices.xml?lang=${lang}`,
    since: BEGAN,
  }
  return atomFeed(head, entries)
}
