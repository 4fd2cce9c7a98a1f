import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'
import { homeOf } from '../rules/home.ts'
import type { Viewer } from '../rules/viewer.ts'

/** The address where who has signed in starts to work. */
export const homePath = (lang: Lang, viewer: Viewer): string =>
  ({ office: paths.office(lang), desk: paths.desk(lang), totals: paths.deskTotals(lang), account: paths.account(lang) })[
    homeOf(viewer)
  ]
