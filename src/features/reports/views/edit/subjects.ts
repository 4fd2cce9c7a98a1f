import type { Names } from '#features/municipalities/rules/unit.ts'
import { compareNames } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { words } from '../../words.ts'

/** What a report may be tied to, as groups of a list: years that have a budget, and the services of the catalogue. */
export function subjectsFor(
  lang: Lang,
  budgets: readonly { readonly year: number }[],
  services: readonly { readonly code: string; readonly names: Names }[],
) {
  const t = words(lang)
  const years = [...new Set(budgets.map(one => one.year))].sort((a, b) => b - a)
  return [
    {
      label: t('edit.budgets'),
      choices: years.map(year => ({ value: `budget:${year}`, label: t('page.aboutBudget', { year: String(year) }) })),
    },
    {
      label: t('edit.services'),
      choices: services
        .map(one => ({ value: `service:${one.code}`, label: one.names[lang] }))
        .sort((a, b) => compareNames(lang)(a.label, b.label)),
    },
  ].filter(group => group.choices.length > 0)
}
