import type { Writing } from '#db/store.ts'
import type { IsoDate } from '#platform/dates.ts'
import { foldForSearch } from '#platform/fold.ts'
import { foldedBareName } from '../rules/bareName.ts'
import type { RegisterRow } from '../rules/register.ts'
import type { Change, RegisterPlan } from '../rules/registerPlan.ts'
import { romanisedName } from '../rules/romanise.ts'
import { slugsFor } from '../rules/slug.ts'
import { isMunicipalityKind, type Names, UNIT_KINDS } from '../rules/unit.ts'
import { findCodes, findUnits } from './units.ts'
import { insertCodes, insertNames, insertUnits, retireCode, retireName, updateUnit } from './writeUnits.ts'

interface Telling {
  readonly newId: () => string
  readonly date: IsoDate
  readonly source: string
}
type New = Extract<Change, { change: 'new' }>
const COLUMN = { ky: 'nameKy', ru: 'nameRu', en: 'nameEn' } as const

/** Brings the store to what a plan says; the ids of all units it touched. */
export async function applyPlan(tx: Writing, plan: RegisterPlan, telling: Telling): Promise<string[]> {
  const ids = await insertNew(tx, plan, telling)
  const touched = new Set(plan.changes.map(one => (one.change === 'new' ? (ids.get(one.soate) ?? '') : one.unitId)))
  for (const change of plan.changes) if (change.change !== 'new') await applyChange(tx, change, plan, ids, telling)
  return [...touched]
}

const nameRow = (unitId: string, language: keyof Names, name: string, newId: () => string) => ({
  id: newId(),
  unitId,
  name,
  folded: foldedBareName(foldForSearch(name)).name,
  kind: 'current' as const,
  language,
})

/** Inserts the new units, those above before those below; answers ids by code, of all units. */
async function insertNew(tx: Writing, plan: RegisterPlan, { newId, date, source }: Telling): Promise<Map<string, string>> {
  const known = await findUnits(tx)
  const ids = new Map((await findCodes(tx)).filter(row => row.kind !== 'former').map(row => [row.code, row.unitId]))
  // A unit that gets its code in this very import is a parent under it as well.
  for (const change of plan.changes) if (change.change === 'coded') ids.set(change.soate, change.unitId)
  const nameOf = new Map(known.map(row => [row.id, row.nameEn]))
  const taken = new Set(known.map(row => row.slug))
  const added = plan.changes
    .filter((one): one is New => one.change === 'new')
    .toSorted((a, b) => UNIT_KINDS.indexOf(a.kind) - UNIT_KINDS.indexOf(b.kind))
  for (const one of added) {
    const row = plan.rows.get(one.soate)
    if (!row) throw new Error(`a plan without the row of ${one.soate}`)
    const parentId = one.parentSoate ? ids.get(one.parentSoate) : undefined
    if (one.parentSoate && !parentId) throw new Error(`a plan without the parent of ${one.soate}`)
    const names = namesFor(row, one)
    const slugs = slugsFor({ kind: one.kind, nameEn: names.en, parentNameEn: nameOf.get(parentId ?? '') })
    let slug = slugs.next().value
    while (taken.has(slug)) slug = slugs.next().value
    const id = newId()
    taken.add(slug)
    ids.set(one.soate, id)
    nameOf.set(id, names.en)
    await insertUnits(tx, [
      {
        id,
        kind: one.kind,
        slug,
        parentId,
        nameKy: names.ky,
        nameRu: names.ru,
        nameEn: names.en,
        isMunicipality: isMunicipalityKind(one.kind),
        population: row.population,
        populationDate: row.population === undefined ? undefined : (row.populationDate ?? date),
        standing: 'confirmed',
        evidence: source,
        note: row.en ? '' : 'The English name is romanised from the Kyrgyz one',
      },
    ])
    await insertCodes(tx, [{ id: newId(), unitId: id, code: one.soate, kind: 'current', evidence: source }])
    await insertNames(
      tx,
      (['ky', 'ru', 'en'] as const).map(language => nameRow(id, language, names[language], newId)),
    )
  }
  return ids
}

function namesFor({ ky, ru, en }: RegisterRow, { soate, kind }: New): Names {
  if (!ky || !ru) throw new Error(`a plan without the names of ${soate}`)
  return { ky, ru, en: en ?? romanisedName(ky, kind) }
}

async function applyChange(
  tx: Writing,
  change: Exclude<Change, New>,
  plan: RegisterPlan,
  ids: ReadonlyMap<string, string>,
  { newId, date, source }: Telling,
): Promise<void> {
  const { unitId } = change
  switch (change.change) {
    case 'renamed':
    case 'respelled':
      await retireName(tx, unitId, change.language, change.change === 'renamed' ? 'former' : 'variant', date)
      await updateUnit(tx, unitId, { [COLUMN[change.language]]: change.to })
      await insertNames(tx, [nameRow(unitId, change.language, change.to, newId)])
      return
    case 'moved':
      await updateUnit(tx, unitId, { parentId: ids.get(change.parentSoate) })
      return
    case 'kind':
      await updateUnit(tx, unitId, { kind: change.to, isMunicipality: isMunicipalityKind(change.to) })
      return
    case 'coded':
      await retireCode(tx, unitId, date)
      await insertCodes(tx, [{ id: newId(), unitId, code: change.soate, kind: 'current', validFrom: date, evidence: source }])
      return
    case 'population':
      await updateUnit(tx, unitId, {
        population: change.to,
        populationDate: plan.rows.get(unitId)?.populationDate ?? date,
      })
  }
}
