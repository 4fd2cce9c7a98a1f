import { Feed } from 'feed'
import type { Lang } from './i18n/languages.ts'

/** Something new that a feed reader shows. */
export interface FeedEntry {
  /** Stays the same for ever, whatever happens to the address: `tagUri`, or a full address. */
  readonly id: string
  readonly title: string
  /** Full address. */
  readonly link: string
  /** Plain text. */
  readonly summary: string
  /** Language of title and summary, where it is not the feed's. */
  readonly language?: Lang | undefined
  readonly author?: string | undefined
  readonly published: Date
  readonly updated: Date
}
export interface FeedHead {
  readonly id: string
  readonly title: string
  readonly subtitle?: string | undefined
  readonly language: Lang
  /** Full addresses of the page beside the feed and of the feed itself. */
  readonly page: string
  readonly self: string
  /** When the feed last changed where it has no entries. */
  readonly since: Date
}

/** An id by RFC 4151, which survives a change of the site's address: `tag:ashar.kg,2026:report/0198…`. */
export const tagUri = (siteUrl: string, thing: string): string => `tag:${new URL(siteUrl).hostname},2026:${thing}`

/** An Atom 1.0 document, newest first as given. */
export function atomFeed(head: FeedHead, entries: readonly FeedEntry[]): string {
  const times = entries.map(one => one.updated.getTime())
  const feed = new Feed({
    id: head.id,
    title: clean(head.title),
    ...(head.subtitle ? { description: clean(head.subtitle) } : {}),
    link: head.page,
    feedLinks: { atom: head.self },
    updated: times.length > 0 ? new Date(Math.max(...times)) : head.since,
    generator: false,
    author: { name: 'Ashar' },
  })
  for (const one of entries) {
    const spoken = one.language && one.language !== head.language ? ` lang="${one.language}"` : ''
    feed.addItem({
      id: one.id,
      title: html(one.title),
      link: one.link,
      description: `<p${spoken}>${html(one.summary)}</p>`,
      date: one.updated,
      published: one.published,
      ...(one.author ? { author: [{ name: clean(one.author) }] } : {}),
    })
  }
  // The library knows no language of a feed.
  return feed.atom1().replace('<feed ', `<feed xml:lang="${head.language}" `)
}

/** What XML 1.0 cannot carry is left out. */
const clean = (text: string): string => text.replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]|\p{Cs}/gu, '')
const html = (text: string): string =>
  clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Answers a feed; readers ask often, so what is unchanged costs a 304 and a fresh one holds for minutes. */
export const feedResponse = (xml: string): Response =>
  new Response(xml, {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  })
