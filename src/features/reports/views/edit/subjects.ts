import type { Names } from '#features/municipalities/rules/unit.ts'
import { compareNames, formatInstantDate } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { words } from '../../words.ts'

interface Titles {
  readonly ky: string
  readonly ru?: string | undefined
  readonly en?: string | undefined
}

/** What a report may be tied to, as groups of a list: years that have a budget, hearings, and the services of the catalogue. */
export function subjectsFor(
  lang: Lang,
  budgets: readonly { readonly year: number }[],
  services: readonly { readonly code: string; readonly names: Names }[],
  hearings: readonly { readonly id: string; readonly title: Titles; readonly startsAt: Date }[],
) {
  const t = words(lang)
  const years = [...new Set(budgets.map(one => one.year))].sort((a, b) => b - a)
  return [
    {
      label: t('edit.budgets'),
      choices: years.map(year => ({ value: `budget:${year}`, label: t('page.aboutBudget', { year: String(year) }) })),
    },
    {
      label: t('edit.hearings'),
      choices: hearings.map(one => ({
        value: `hearing:${one.id}`,
        label: `${formatInstantDate(lang, one.startsAt)} · ${one.title[lang] ?? one.title.ky}`,
      })),
    },
    {
      label: t('edit.services'),
      choices: services
        .map(one => ({ value: `service:${one.code}`, label: one.names[lang] }))
        .sort((a, b) => compareNames(lang)(a.label, b.label)),
    },
  ].filter(group => group.choices.length > 0)
}
