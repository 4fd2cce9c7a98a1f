import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atomFeed, type FeedEntry, type FeedHead, tagUri } from '#platform/feed.ts'
import { readXml } from '#tests/support/xml.ts'

const head: FeedHead = {
  id: tagUri('https://ashar.kg', 'reports'),
  title: 'Отчеттор & «иш»',
  language: 'ky',
  page: 'https://ashar.kg/ky/reports',
  self: 'https://ashar.kg/feeds/reports.xml?lang=ky&place=a',
  since: new Date('2026-01-01T00:00:00Z'),
}
const entry = (more: Partial<FeedEntry> = {}): FeedEntry => ({
  id: tagUri('https://ashar.kg', 'report/1'),
  title: 'Отчет',
  link: 'https://ashar.kg/ky/m/ala-buka/reports/2025',
  summary: 'Эмне болду',
  published: new Date('2026-02-01T00:00:00Z'),
  updated: new Date('2026-02-02T00:00:00Z'),
  ...more,
})

describe('an Atom feed', () => {
  it('says its language, its address and when it changed last', () => {
    const feed = readXml(atomFeed(head, [entry(), entry({ updated: new Date('2026-03-01T00:00:00Z') })]))
    expect(feed.attributes['xml:lang']).toBe('ky')
    expect(feed.child('title').text).toBe('Отчеттор & «иш»')
    expect(feed.child('updated').text).toBe('2026-03-01T00:00:00.000Z')
    expect(feed.children('link').map(link => [link.attributes.rel, link.attributes.href])).toEqual([
      ['alternate', head.page],
      ['self', head.self],
    ])
    expect(feed.children('entry')).toHaveLength(2)
    expect(feed.child('entry').child('id').text).toBe('tag:ashar.kg,2026:report/1')
    expect(feed.child('author').child('name').text).toBe('Ashar')
  })
  it('without entries changed when it began', () =>
    expect(readXml(atomFeed(head, [])).child('updated').text).toBe('2026-01-01T00:00:00.000Z'))
  it('marks an entry in another language', () =>
    expect(
      readXml(atomFeed(head, [entry({ language: 'ru' })]))
        .child('entry')
        .child('summary').text,
    ).toBe('<p lang="ru">Эмне болду</p>'))
  it('is well-formed and loses no letter, whatever titles hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom(']]>', '<b>', '&amp;', '"', '</entry>'),
        (any, nasty) => {
          const title = any + nasty
          const xml = atomFeed({ ...head, title }, [entry({ title, summary: title, author: title })])
          const read = readXml(xml).child('entry').child('title').text
          const plain = read.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
          expect(plain).toContain(nasty)
        },
      ),
    )
  })
})
