import type { Catalogue } from '#features/feedback/rules/catalogue.ts'
import { KINDS } from '#features/feedback/rules/kinds.ts'
import { words as feedbackWords } from '#features/feedback/words.ts'
import type { TreeOblast } from '#features/municipalities/rules/unit.ts'
import { type Quarter, quarterOf } from '#platform/dates.ts'
import { compareNames, formatQuarter } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { words } from '../words.ts'

/** Oblasts with their municipalities, each by the reader's alphabet; the first of each group is the oblast itself. */
export function placeChoices(tree: readonly TreeOblast[], lang: Lang) {
  const t = words(lang)
  const compare = compareNames(lang)
  return [...tree]
    .sort((a, b) => compare(a.names[lang], b.names[lang]))
    .map(oblast => {
      const units = [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)].filter(
        unit => unit.id !== oblast.id,
      )
      return {
        label: oblast.names[lang],
        choices: [
          { value: oblast.id, label: t('filter.placeWhole', { name: oblast.names[lang] }) },
          ...units.map(unit => ({ value: unit.id, label: unit.names[lang] })).sort((a, b) => compare(a.label, b.label)),
        ],
      }
    })
}

export const codeChoices = (catalogue: Catalogue, lang: Lang) =>
  (['localSignificance', 'delegatedPower'] as const).map(group => ({
    label: catalogue.groups[group].names[lang],
    choices: catalogue.services
      .filter(item => item.group === group)
      .map(item => ({ value: item.code, label: `${item.code} ${item.names[lang]}` })),
  }))

export const kindChoices = (lang: Lang) => KINDS.map(kind => ({ value: kind, label: feedbackWords(lang)(`kind.${kind}`) }))

/** The twelve quarters up to this one, newest first. */
export function quarterChoices(now: Date, lang: Lang): { value: Quarter; label: string }[] {
  const quarters: { value: Quarter; label: string }[] = []
  for (let back = 0; back < 12; back += 1) {
    const month = new Date(now)
    month.setUTCDate(15)
    month.setUTCMonth(month.getUTCMonth() - back * 3)
    const value = quarterOf(month)
    quarters.push({ value, label: formatQuarter(lang, value) })
  }
  return quarters
}

/** Names of municipalities by id. */
export const placeNames = (tree: readonly TreeOblast[], lang: Lang): ReadonlyMap<string, string> =>
  new Map(
    tree.flatMap(oblast =>
      [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)].map(
        unit => [unit.id, unit.names[lang]] as const,
      ),
    ),
  )
