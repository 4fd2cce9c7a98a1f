import type { UnitRef } from '#features/municipalities/rules/unit.ts'
import { atomFeed, type FeedEntry, tagUri } from '#platform/feed.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { excerpt } from '#platform/markdown.ts'
import { paths } from '#platform/paths.ts'
import { textFor } from '../rules/report.ts'
import type { ReportSummary } from '../rules/shape.ts'
import { words } from '../words.ts'
import { reportsFeed } from './address.ts'

/** Before the first report: when the portal began. */
const BEGAN = new Date('2026-11-01T00:00:00Z')

/** Reports as an Atom feed in a language; of one place, or of the country. A withdrawn one says why. */
export function reportFeed(
  siteUrl: string,
  lang: Lang,
  reports: readonly ReportSummary[],
  places: ReadonlyMap<string, UnitRef>,
  place?: UnitRef,
): string {
  const t = words(lang)
  const title = place ? t('list.feedOf', { place: place.names[lang] }) : t('list.title')
  const entries = reports.flatMap((report): FeedEntry[] => {
    const [where, shown] = [places.get(report.municipalityId), textFor(report.texts, lang)]
    if (!where || !shown) return []
    const isOpen = report.state === 'published'
    const withdrawn = `${t('page.withdrawn')}. ${t('page.because')}: ${report.withdrawnReason ?? ''}`
    return [
      {
        id: tagUri(siteUrl, `report/${report.id}`),
        title: place ? shown.text.title : `${where.names[shown.lang]}: ${shown.text.title}`,
        link: `${siteUrl}${paths.report(lang, where.slug, report.slug)}`,
        summary: isOpen ? excerpt(shown.text.body, 400) : withdrawn,
        language: isOpen ? shown.lang : lang,
        author: where.names[lang],
        published: report.firstPublishedAt,
        updated: report.changedAt,
      },
    ]
  })
  return atomFeed(
    {
      id: tagUri(siteUrl, place ? `reports/${place.id}/${lang}` : `reports/${lang}`),
      title,
      subtitle: t('list.lead'),
      language: lang,
      page: `${siteUrl}${place ? paths.placeReports(lang, place.slug) : paths.reports(lang)}`,
      self: `${siteUrl}${reportsFeed(lang, place?.slug)}`,
      since: BEGAN,
    },
    entries,
  )
}
