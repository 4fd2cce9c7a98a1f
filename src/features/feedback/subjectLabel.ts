import { compareNames } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { type Catalogue, catalogueItem } from './rules/catalogue.ts'
import type { SubjectType } from './rules/kinds.ts'
import type { LineNames } from './store/lineNames.ts'
import { words } from './words.ts'

/** What a word is about, in the reader's language where the budget, the hearing, the report, the catalogue or the portal names it, else as it was printed. */
export function subjectLabel(
  lang: Lang,
  catalogue: Catalogue,
  subject: { readonly type: SubjectType; readonly label: string; readonly names?: LineNames | undefined },
  service?: string,
): string {
  const t = words(lang)
  const item = service === undefined ? undefined : catalogueItem(catalogue, service)
  switch (subject.type) {
    case 'budget':
      return budgetLabel(lang, subject.label)
    case 'service':
    case 'delegatedPower':
      return item?.names[lang] ?? subject.label
    case 'general':
      return item?.names[lang] ?? t('subject.general')
    case 'budgetLine':
    case 'report':
    case 'hearing':
    case 'proposal':
      return subject.names?.[lang] ?? subject.label
  }
}

/** `2026 approved`, as the subject of a budget is stored, in words. */
export function budgetLabel(lang: Lang, stored: string): string {
  const t = words(lang)
  const [year = '', stage = ''] = stored.split(' ')
  return `${t('subject.budgetOf', { year })}, ${t.data(`stage.${stage}`)}`
}

/** Names in the order of the reader's alphabet. */
export const byName =
  (lang: Lang) =>
  (a: { names: Record<Lang, string> }, b: { names: Record<Lang, string> }): number =>
    compareNames(lang)(a.names[lang], b.names[lang])
