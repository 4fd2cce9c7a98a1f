import { readingsForSearch } from '#platform/fold.ts'
import type { App } from '#src/app.ts'
import { foldedBareName } from './rules/bareName.ts'
import { type Closeness, matchNames } from './rules/search.ts'
import { refOf } from './rules/shape.ts'
import type { UnitKind, UnitRef } from './rules/unit.ts'
import { findAllLinks, findNames, findUnitByCode, findUnits, type UnitRow } from './store/units.ts'

export interface FoundUnit extends UnitRef {
  readonly kind: UnitKind
  readonly isMunicipality: boolean
  readonly raion?: UnitRef | undefined
  readonly oblast?: UnitRef | undefined
  /** The name that fitted: where it is a former one, the page says so. */
  readonly matched: { readonly name: string; readonly kind: 'current' | 'former' | 'variant'; readonly language: string }
  readonly closeness: Closeness
  /** The unit stands no more; this is what it became, where that is known. */
  readonly endedOn?: string | undefined
  readonly successors: readonly UnitRef[]
}

const LONGEST_QUERY = 80
// A doubled letter is forgiven in a name. Three of one running are in none, and "qq" is a letter leant on, not a name.
const STUTTER = /(\p{L})\1\1|^(\p{L})\2$/iu

/**
 * Units by any spelling of a name: Kyrgyz, Russian or Latin letters, old fonts, former names, a wrong letter. A query may
 * be a SOATE code or say the kind of unit ("Нарын району"). The country itself is not among them.
 */
export async function searchUnits(app: App, query: string, limit = 20): Promise<FoundUnit[]> {
  const asked = query.trim().slice(0, LONGEST_QUERY)
  if (asked === '' || STUTTER.test(asked)) return []
  const [units, names, links] = await Promise.all([
    findUnits(app.store.read),
    findNames(app.store.read),
    findAllLinks(app.store.read),
  ])
  const byId = new Map(units.map(row => [row.id, row]))
  const known = names.flatMap(row => {
    const unit = byId.get(row.unitId)
    return unit && unit.kind !== 'country' ? [{ ...row, unitKind: unit.kind, ended: unit.validTo !== null, unit }] : []
  })
  known.sort((a, b) => (a.unit.slug < b.unit.slug ? -1 : a.unit.slug > b.unit.slug ? 1 : 0))
  const holder = /^\d{14}$/.test(asked) ? await findUnitByCode(app.store.read, asked) : undefined
  const matches = holder
    ? known.flatMap(name => (name.unitId === holder.id ? [{ name, closeness: 'exact' as const }] : [])).slice(0, 1)
    : matchNames(known, readingsForSearch(asked).map(foldedBareName))
  return matches.slice(0, limit).map(({ name, closeness }) => {
    const above = chainOf(name.unit, byId)
    const raion = above.find(row => row.kind === 'raion')
    const oblast = above.find(row => row.kind === 'oblast')
    return {
      ...refOf(name.unit),
      kind: name.unit.kind,
      isMunicipality: name.unit.isMunicipality,
      raion: raion && refOf(raion),
      oblast: oblast && refOf(oblast),
      matched: { name: name.name, kind: name.kind, language: name.language },
      closeness,
      endedOn: name.unit.validTo ?? undefined,
      successors: links.flatMap(link => (link.fromId === name.unit.id ? (byId.get(link.toId) ?? []) : [])).map(refOf),
    }
  })
}

function chainOf(row: UnitRow, byId: ReadonlyMap<string, UnitRow>): UnitRow[] {
  const chain: UnitRow[] = []
  for (let parent = byId.get(row.parentId ?? ''); parent; parent = byId.get(parent.parentId ?? '')) chain.push(parent)
  return chain
}
