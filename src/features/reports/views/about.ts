import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import type { ReportSubject } from '../rules/report.ts'
import { words } from '../words.ts'

/** What a report tells about, in words, with its page; `serviceName` knows the catalogue of services. */
export function aboutOf(
  lang: Lang,
  place: string,
  subject: ReportSubject | undefined,
  serviceName: (code: string) => string | undefined,
): { label: string; href: string } | undefined {
  const t = words(lang)
  switch (subject?.type) {
    case 'budget':
      return { label: t('page.aboutBudget', { year: subject.id }), href: paths.budget(lang, place, Number(subject.id)) }
    case 'service': {
      const label = serviceName(subject.id)
      return label === undefined ? undefined : { label, href: paths.services(lang, place) }
    }
    case 'hearing':
      return { label: t('page.aboutHearing'), href: paths.hearing(lang, place, subject.id) }
    case undefined:
      return undefined
  }
}
