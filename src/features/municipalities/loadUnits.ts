import { recordAudit } from '#features/audit/recordAudit.ts'
import { foldForSearch } from '#platform/fold.ts'
import type { App } from '#src/app.ts'
import { foldedBareName } from './rules/bareName.ts'
import { chooseSlugs, type UnitFacts } from './rules/facts.ts'
import { isMunicipalityKind, type Names } from './rules/unit.ts'
import { anyUnit } from './store/units.ts'
import { insertCodes, insertContacts, insertLinks, insertNames, insertUnits, insertVillages } from './store/writeUnits.ts'

const LANGUAGES = ['ky', 'ru', 'en'] as const
const columnsOf = (names: Names) => ({ nameKy: names.ky, nameRu: names.ru, nameEn: names.en })

/**
 * Loads the first units into an empty store: the units that every Ashar starts with. Does nothing where any unit exists;
 * several servers may start at once. Throws where the facts name a unit that they do not hold.
 */
export async function loadUnits(app: App, facts: readonly UnitFacts[]): Promise<void> {
  if (await anyUnit(app.store.read)) return
  const ids = new Map(facts.map(one => [one, app.newId()]))
  const byCode = new Map(facts.flatMap(one => (one.soate ? [[one.soate, one] as const] : [])))
  const idOf = (one: UnitFacts | undefined): string => {
    const id = one && ids.get(one)
    if (!id) throw new Error('the first units name a unit that is not among them')
    return id
  }
  const held = (code: string | undefined) => (code ? byCode.get(code) : undefined)
  const slugs = chooseSlugs(facts, one => held(one.parentSoate))
  const named = (
    one: UnitFacts,
    kind: 'current' | 'former' | 'variant',
    language: 'ky' | 'ru' | 'en',
    name: string,
    validTo?: string,
  ) => ({
    id: app.newId(),
    unitId: idOf(one),
    name,
    folded: foldedBareName(foldForSearch(name)).name,
    kind,
    language,
    validTo: validTo ?? null,
  })
  const coded = (one: UnitFacts, kind: 'current' | 'former' | 'other', code: string, validTo?: string) => ({
    id: app.newId(),
    unitId: idOf(one),
    code,
    kind,
    validTo: validTo ?? null,
    evidence: one.codeEvidence ?? one.evidence,
  })
  const at = app.now()
  const write = app.store.write(async tx => {
    await insertUnits(
      tx,
      facts.map(one => ({
        ...columnsOf(one.names),
        id: idOf(one),
        kind: one.kind,
        slug: slugs.get(one) ?? idOf(one),
        parentId: one.parentSoate ? idOf(held(one.parentSoate)) : null,
        isMunicipality: isMunicipalityKind(one.kind),
        iso: one.iso,
        population: one.population,
        populationDate: one.populationDate,
        lat: one.lat,
        lon: one.lon,
        validFrom: one.validFrom,
        validTo: one.validTo,
        standing: one.standing,
        evidence: one.evidence,
        note: one.note,
      })),
    )
    await insertCodes(
      tx,
      facts.flatMap(one => [
        ...(one.soate ? [coded(one, 'current', one.soate)] : []),
        ...one.formerCodes.map(former => coded(one, 'former', former.code, former.validTo)),
        ...one.otherCodes.map(code => coded(one, 'other', code)),
      ]),
    )
    const names = facts.flatMap(one => [
      ...LANGUAGES.map(lang => named(one, 'current', lang, one.names[lang])),
      ...one.formerNames.flatMap(old => LANGUAGES.map(lang => named(one, 'former', lang, old.names[lang], old.validTo))),
      ...one.variants.map(variant => named(one, 'variant', variant.language, variant.name)),
    ])
    await insertNames(
      tx,
      names.filter(row => row.name !== ''),
    )
    await insertLinks(
      tx,
      facts
        .filter(one => one.successorSoate)
        .map(one => ({
          id: app.newId(),
          fromId: idOf(one),
          toId: idOf(held(one.successorSoate)),
          since: one.validTo,
          evidence: one.evidence,
        })),
    )
    await insertVillages(
      tx,
      facts.flatMap(one =>
        one.villages.map(village => ({ ...columnsOf(village), id: app.newId(), municipalityId: idOf(one), isDemo: false })),
      ),
    )
    await insertContacts(
      tx,
      facts.filter(one => one.website).map(one => ({ unitId: idOf(one), website: one.website, isDemo: false, updatedAt: at })),
    )
    await recordAudit(tx, {
      at,
      actor: 'system',
      action: 'units.loaded',
      subject: { type: 'unit', id: idOf(facts[0]) },
      reason: 'first start: no unit existed',
      detail: { units: facts.length },
    })
  })
  await write.catch(async error => {
    // Another server was first: its units hold the same addresses.
    if (!(await anyUnit(app.store.read))) throw error
  })
}
