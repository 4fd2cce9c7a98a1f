import type { Lang } from '#platform/i18n/languages.ts'
import { paths } from '#platform/paths.ts'

/** Pages worth looking at, by name; those of the desk need a sign-in. */
export const SHOWN_PAGES: readonly { readonly name: string; readonly at: (lang: Lang) => string; readonly desk?: boolean }[] = [
  { name: 'front', at: lang => paths.home(lang) },
  { name: 'municipalities', at: lang => paths.municipalities(lang) },
  { name: 'search', at: lang => `${paths.municipalities(lang)}?q=мирза` },
  { name: 'municipality', at: lang => paths.municipality(lang, 'ala-buka') },
  { name: 'services', at: lang => paths.services(lang, 'ala-buka') },
  { name: 'budget', at: lang => paths.budget(lang, 'ala-buka', 2026) },
  { name: 'budget-real', at: lang => paths.budget(lang, 'aleksandrovka', 2020) },
  { name: 'feedback', at: lang => paths.giveFeedback(lang, 'ala-buka') },
  { name: 'follow', at: lang => paths.findFeedback(lang) },
  { name: 'about', at: lang => paths.about(lang) },
  { name: 'guide', at: lang => paths.guide(lang, 'read-a-budget') },
  { name: 'sign-in', at: lang => paths.signIn(lang) },
  { name: 'missing', at: lang => `/${lang}/no-such-page` },
  { name: 'desk', at: lang => paths.desk(lang), desk: true },
  { name: 'totals', at: lang => paths.deskTotals(lang), desk: true },
]
