import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { recordAudit } from '#features/audit/recordAudit.ts'
import { foldedBareName } from '#features/municipalities/rules/bareName.ts'
import { slugOf, slugsFor } from '#features/municipalities/rules/slug.ts'
import { isMunicipalityKind, type Names, UNIT_KINDS, type UnitKind } from '#features/municipalities/rules/unit.ts'
import { anyUnit } from '#features/municipalities/store/units.ts'
import {
  insertCodes,
  insertContacts,
  insertLinks,
  insertNames,
  insertUnits,
  insertVillages,
} from '#features/municipalities/store/writeUnits.ts'
import { foldForSearch } from '#platform/fold.ts'
import type { App } from '#src/app.ts'

type Row = Readonly<Record<string, string>>
const REFORM = '2024'

/** `a;b` as a list; a part `text@2024` has its end beside it. */
const list = (text = ''): string[] => (text === '' ? [] : text.split(';'))
const dated = (text: string): { text: string; validTo: string | null } => {
  const [value = '', validTo] = text.split('@')
  return { text: value, validTo: validTo ?? null }
}
const names = (text: string): Names => {
  const [ky = '', ru = '', en = ''] = text.split('|')
  return { ky, ru, en }
}
const numberOrNull = (text = ''): number | null => (text === '' ? null : Number(text))
const kindOf = (level = ''): UnitKind => {
  const kind = UNIT_KINDS.find(one => one === level)
  if (!kind) throw new Error(`db/seed/admin-units.csv: unknown level ${level}`)
  return kind
}

/** Every unit's address: the bare name where it is the only one, with the raion where several municipalities share it. */
function chooseSlugs(rows: readonly Row[], parentOf: (row: Row) => Row | undefined): Map<Row, string> {
  const slugs = new Map<Row, string>()
  const taken = new Set<string>()
  const shared = new Map<string, number>()
  const own = (row: Row) => slugsFor({ kind: kindOf(row.level), nameEn: row.name_en ?? '' }).next().value
  for (const row of rows) if (row.level === 'aiyl_aimak') shared.set(own(row), (shared.get(own(row)) ?? 0) + 1)
  for (const row of rows) {
    const wanted = slugsFor({ kind: kindOf(row.level), nameEn: row.name_en ?? '', parentNameEn: parentOf(row)?.name_en })
    let slug = wanted.next().value
    if (row.level === 'aiyl_aimak' && (shared.get(slug) ?? 0) > 1) slug = wanted.next().value
    while (taken.has(slug)) slug = wanted.next().value
    taken.add(slug)
    slugs.set(row, slug)
  }
  return slugs
}

/**
 * Loads the administrative units that every Ashar starts with, with their sources (`admin-units.csv`). Does nothing where
 * any unit exists; several servers may start at once.
 */
export async function seedBase(app: App): Promise<void> {
  if (await anyUnit(app.store.read)) return
  const rows: Row[] = parse(readFileSync(new URL('./admin-units.csv', import.meta.url)), { columns: true })
  const ids = new Map(rows.map(row => [row, app.newId()]))
  const byCode = new Map(rows.filter(row => row.soate).map(row => [row.soate, row]))
  const parentOf = (row: Row) => (row.parent_soate ? byCode.get(row.parent_soate) : undefined)
  const idOf = (row: Row | undefined): string => {
    const id = row && ids.get(row)
    if (!id) throw new Error('db/seed/admin-units.csv names a unit it does not hold')
    return id
  }
  const slugs = chooseSlugs(rows, parentOf)
  const named = (row: Row, name: string, language: 'ky' | 'ru' | 'en', kind: 'current' | 'former' | 'variant', validTo?: string | null) => ({
    id: app.newId(),
    unitId: idOf(row),
    name,
    folded: foldedBareName(foldForSearch(name)).name,
    kind,
    language,
    validTo: validTo ?? null,
  })
  const at = app.now()
  try {
    await app.store.write(async tx => {
      await insertUnits(
        tx,
        rows.map(row => ({
          id: idOf(row),
          kind: kindOf(row.level),
          slug: slugs.get(row) ?? slugOf(row.name_en ?? ''),
          parentId: row.parent_soate ? idOf(parentOf(row)) : null,
          nameKy: row.name_ky ?? '',
          nameRu: row.name_ru ?? '',
          nameEn: row.name_en ?? '',
          isMunicipality: isMunicipalityKind(kindOf(row.level)),
          iso: row.iso || null,
          population: numberOrNull(row.population),
          populationDate: row.population_date || null,
          lat: numberOrNull(row.lat),
          lon: numberOrNull(row.lon),
          validFrom: row.valid_from || null,
          validTo: row.valid_to || null,
          standing: row.standing === 'check' ? ('check' as const) : ('confirmed' as const),
          evidence: row.evidence ?? '',
          note: row.note ?? '',
        })),
      )
      await insertCodes(
        tx,
        rows.flatMap(row => {
          const code = (kind: 'current' | 'former' | 'other', text: string) => {
            const { text: value, validTo } = dated(text)
            return { id: app.newId(), unitId: idOf(row), code: value, kind, validTo, evidence: row.code_evidence || (row.evidence ?? '') }
          }
          return [
            ...(row.soate ? [code('current', row.soate)] : []),
            ...list(row.former_codes).map(text => code('former', text)),
            ...list(row.other_codes).map(text => code('other', text)),
          ]
        }),
      )
      await insertNames(
        tx,
        rows.flatMap(row => {
          const current = { ky: row.name_ky ?? '', ru: row.name_ru ?? '', en: row.name_en ?? '' }
          return [
            ...(['ky', 'ru', 'en'] as const).map(lang => named(row, current[lang], lang, 'current')),
            ...list(row.former_names).flatMap(text => {
              const former = dated(text)
              const old = names(former.text)
              return (['ky', 'ru', 'en'] as const).map(lang => named(row, old[lang], lang, 'former', former.validTo))
            }),
            ...list(row.variants).map(text => {
              const [language, name = ''] = text.split(':')
              return named(row, name, language as 'ru' | 'en', 'variant')
            }),
          ].filter(one => one.name !== '')
        }),
      )
      await insertLinks(
        tx,
        rows
          .filter(row => row.successor)
          .map(row => ({
            id: app.newId(),
            fromId: idOf(row),
            toId: idOf(byCode.get(row.successor ?? '')),
            since: row.valid_to || REFORM,
            evidence: row.evidence ?? '',
          })),
      )
      await insertVillages(
        tx,
        rows.flatMap(row =>
          list(row.villages).map(text => {
            const { ky, ru, en } = names(text)
            return { id: app.newId(), municipalityId: idOf(row), nameKy: ky, nameRu: ru, nameEn: en, isDemo: false }
          }),
        ),
      )
      await insertContacts(
        tx,
        rows.filter(row => row.website).map(row => ({ unitId: idOf(row), website: row.website, isDemo: false, updatedAt: at })),
      )
      await recordAudit(tx, {
        at,
        actor: 'system',
        action: 'units.seeded',
        subject: { type: 'unit', id: idOf(rows[0]) },
        reason: 'first start: no unit existed',
        detail: { units: rows.length },
      })
    })
  } catch (error) {
    // Another server was first: its units hold the same addresses.
    if (!(await anyUnit(app.store.read))) throw error
  }
}
