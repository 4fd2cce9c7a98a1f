import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { loadUnits } from '#features/municipalities/loadUnits.ts'
import type { UnitFacts } from '#features/municipalities/rules/facts.ts'
import { type Names, UNIT_KINDS } from '#features/municipalities/rules/unit.ts'
import type { App } from '#src/app.ts'

type Row = Readonly<Record<string, string>>

/** `a;b` as a list; a part `text@2024` has its end beside it, `ky|ru|en` is a name in three languages. */
const list = (text = ''): string[] => (text === '' ? [] : text.split(';'))
const dated = (text: string) => {
  const [value = '', validTo] = text.split('@')
  return { value, validTo }
}
const names = (text: string): Names => {
  const [ky = '', ru = '', en = ''] = text.split('|')
  return { ky, ru, en }
}
const number = (text = ''): number | undefined => (text === '' ? undefined : Number(text))

function factsOf(row: Row): UnitFacts {
  const kind = UNIT_KINDS.find(one => one === row.level)
  if (!kind) throw new Error(`admin-units.csv: unknown level ${row.level}`)
  return {
    kind,
    names: { ky: row.name_ky ?? '', ru: row.name_ru ?? '', en: row.name_en ?? '' },
    soate: row.soate || undefined,
    codeEvidence: row.code_evidence || undefined,
    formerCodes: list(row.former_codes)
      .map(dated)
      .map(({ value, validTo }) => ({ code: value, validTo })),
    otherCodes: list(row.other_codes),
    iso: row.iso || undefined,
    parentSoate: row.parent_soate || undefined,
    formerNames: list(row.former_names)
      .map(dated)
      .map(({ value, validTo }) => ({ names: names(value), validTo })),
    variants: list(row.variants).map(text => ({ language: text.startsWith('ru:') ? 'ru' : 'en', name: text.slice(3) })),
    population: number(row.population),
    populationDate: row.population_date || undefined,
    lat: number(row.lat),
    lon: number(row.lon),
    validFrom: row.valid_from || undefined,
    validTo: row.valid_to || undefined,
    successorSoate: row.successor || undefined,
    standing: row.standing === 'check' ? 'check' : 'confirmed',
    website: row.website || undefined,
    villages: list(row.villages).map(names),
    evidence: row.evidence ?? '',
    note: row.note ?? '',
  }
}

/** Loads the administrative units that every Ashar starts with, with their sources. Does nothing where any unit exists. */
export async function seedBase(app: App): Promise<void> {
  const rows: Row[] = parse(readFileSync(new URL('./admin-units.csv', import.meta.url)), { columns: true })
  await loadUnits(app, rows.map(factsOf))
}
