import type { TreeOblast, UnitRef } from '#features/municipalities/rules/unit.ts'
import { compareNames } from '#platform/i18n/format.ts'
import type { Lang } from '#platform/i18n/languages.ts'

interface Choice {
  readonly value: string
  readonly label: string
}

/** Names of municipalities for a list, and the choices of its filters: the oblasts, and the places that have reports. */
export function placesFrom(
  tree: readonly TreeOblast[],
  lang: Lang,
  withReports: readonly string[],
): { readonly byId: ReadonlyMap<string, UnitRef>; readonly oblasts: Choice[]; readonly choices: Choice[] } {
  const all = tree.flatMap(oblast => [...oblast.municipalities, ...oblast.raions.flatMap(raion => raion.municipalities)])
  const byId = new Map(all.map(one => [one.id, one]))
  const choice = (one: UnitRef): Choice => ({ value: one.slug, label: one.names[lang] })
  const sorted = (units: readonly UnitRef[]) => [...units].sort((a, b) => compareNames(lang)(a.names[lang], b.names[lang]))
  return {
    byId,
    oblasts: sorted(tree.filter(one => one.kind === 'oblast')).map(choice),
    choices: sorted(withReports.flatMap(id => byId.get(id) ?? [])).map(choice),
  }
}
