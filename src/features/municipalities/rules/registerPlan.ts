import { foldForSearch } from '#platform/fold.ts'
import { errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { foldedBareName } from './bareName.ts'
import { at, type Register, type RegisterRow } from './register.ts'
import { romanisedName } from './romanise.ts'
import { isMunicipalityKind, type Names, PARENT_KINDS, type UnitKind } from './unit.ts'

/** A unit that stands today, as the store knows it. */
export interface KnownUnit {
  readonly id: string
  readonly kind: UnitKind
  readonly parentId: string | null
  readonly names: Names
  readonly population: number | null
  readonly populationDate: string | null
  readonly code?: string | undefined
  /** Codes it had before, and those that other registers write. */
  readonly otherCodes: readonly string[]
}

/** One difference between the register and the store. `name` is what the unit is called in Kyrgyz, or in Russian. */
export type Change = { readonly row: number; readonly soate: string; readonly name: string } & (
  | { readonly change: 'new'; readonly kind: UnitKind; readonly parentSoate?: string | undefined }
  | {
      readonly change: 'renamed' | 'respelled'
      readonly unitId: string
      readonly language: keyof Names
      readonly from: string
      readonly to: string
    }
  | {
      readonly change: 'moved'
      readonly unitId: string
      readonly from: string
      readonly to: string
      readonly parentSoate: string
    }
  | { readonly change: 'kind'; readonly unitId: string; readonly from: UnitKind; readonly to: UnitKind }
  | { readonly change: 'coded'; readonly unitId: string; readonly from?: string | undefined }
  | { readonly change: 'population'; readonly unitId: string; readonly from?: number | undefined; readonly to: number }
)

export interface RegisterPlan {
  readonly changes: readonly Change[]
  /** Units of the kinds that the register holds, which it does not name. They are told, never deleted. */
  readonly vanished: readonly { readonly unitId: string; readonly soate?: string | undefined; readonly name: string }[]
  readonly unchanged: number
  readonly villages: number
  /** The register's row of each unit, new ones under their code. */
  readonly rows: ReadonlyMap<string, RegisterRow>
}

const bare = (name: string): string => foldedBareName(foldForSearch(name)).name
const LANGUAGES = ['ky', 'ru', 'en'] as const

/** The code of the unit above, as the parts of a code say it. */
function parentSoateOf(row: RegisterRow): string | undefined {
  if (row.kind === 'country') return undefined
  if (row.kind === 'oblast' || row.kind === 'city_republican') return '41700000000000'
  const digits = row.kind === 'raion' || row.kind === 'city_oblast' ? 5 : 8
  return row.soate.slice(0, digits).padEnd(14, '0')
}

/**
 * What loading a register would change. A unit is known by its code; one whose code is not known yet, by its name within the
 * oblast. A name that differs in spelling only becomes a variant, another name a former name. Refused: a parent that is
 * nowhere, one of a kind that cannot stand above, two rows for one unit.
 */
export function planRegister(register: Register, known: readonly KnownUnit[]): Result<RegisterPlan> {
  const refusals: Refusal[] = []
  const byId = new Map(known.map(unit => [unit.id, unit]))
  const matchOf = matcher(known, byId)
  const matched = new Map<RegisterRow, KnownUnit>()
  const rows = new Map<string, RegisterRow>()
  const refuse = (
    code: string,
    row: RegisterRow,
    column: 'soate' | 'parent' | 'ky' | 'ru',
    values: Readonly<Record<string, string | number>>,
  ) => refusals.push({ code, ...at(row.row, register.columns.get(column) ?? register.columns.get('soate'), values) })
  for (const row of register.rows) {
    const unit = matchOf(row)
    const twice = unit && rows.get(unit.id)
    if (twice) refuse('register.sameUnit', row, 'soate', { before: twice.row, name: unit.names.ky })
    if (unit) matched.set(row, unit)
    rows.set(unit?.id ?? row.soate, row)
  }
  const kindAfter = (row: RegisterRow): UnitKind => (row.kindIsWritten ? row.kind : (matched.get(row)?.kind ?? row.kind))
  const rowByCode = new Map(register.rows.map(row => [row.soate, row]))
  const unitByCode = new Map(
    known.flatMap(unit => [unit.code, ...unit.otherCodes].flatMap(code => (code ? [[code, unit] as const] : []))),
  )
  for (const unit of known) if (unit.code) unitByCode.set(unit.code, unit)

  const changes: Change[] = []
  let unchanged = 0
  for (const row of register.rows) {
    const unit = matched.get(row)
    const kind = kindAfter(row)
    const base = { row: row.row, soate: row.soate, name: row.ky ?? row.ru ?? '' }
    // A known unit moves only where the register names its parent; a new one must stand under something.
    const parentSoate = row.parent ?? (unit ? undefined : parentSoateOf(row))
    const parentRow = parentSoate ? rowByCode.get(parentSoate) : undefined
    const parentUnit = parentRow ? matched.get(parentRow) : unitByCode.get(parentSoate ?? '')
    const parentKind = parentRow ? kindAfter(parentRow) : parentUnit?.kind
    if (parentSoate && !parentKind) refuse('register.parentUnknown', row, 'parent', { value: parentSoate })
    else if (parentKind && !PARENT_KINDS[kind].includes(parentKind))
      refuse('register.parentKind', row, 'parent', { value: parentSoate ?? '' })
    const before = changes.length
    if (!unit) {
      for (const language of ['ky', 'ru'] as const) if (!row[language]) refuse('register.nameMissingForNew', row, language, {})
      changes.push({ ...base, change: 'new', kind, parentSoate })
      continue
    }
    if (unit.code !== row.soate && !unit.otherCodes.includes(row.soate))
      changes.push({ ...base, change: 'coded', unitId: unit.id, from: unit.code })
    else if (!unit.code) changes.push({ ...base, change: 'coded', unitId: unit.id })
    if (kind !== unit.kind) changes.push({ ...base, change: 'kind', unitId: unit.id, from: unit.kind, to: kind })
    const deciding = row.ky ? 'ky' : 'ru'
    const isRenamed = bare(row[deciding] ?? '') !== bare(unit.names[deciding])
    for (const language of LANGUAGES) {
      const from = unit.names[language]
      // A new name that the register gives in Kyrgyz alone is not left beside the old one in English.
      const to = row[language] ?? (language === 'en' && isRenamed && row.ky ? romanisedName(row.ky, kind) : undefined)
      if (to && to !== from)
        changes.push({ ...base, change: isRenamed ? 'renamed' : 'respelled', unitId: unit.id, language, from, to })
    }
    if (parentSoate && parentUnit?.id !== unit.parentId)
      changes.push({
        ...base,
        change: 'moved',
        unitId: unit.id,
        from: byId.get(unit.parentId ?? '')?.names.ky ?? '',
        to: parentRow?.ky ?? parentUnit?.names.ky ?? parentSoate,
        parentSoate,
      })
    if (row.population !== undefined && row.population !== unit.population)
      changes.push({ ...base, change: 'population', unitId: unit.id, from: unit.population ?? undefined, to: row.population })
    if (changes.length === before) unchanged += 1
  }
  if (refusals.length > 0) return errs(refusals)
  const kinds = new Set(register.rows.map(kindAfter))
  const vanished = known
    .filter(unit => kinds.has(unit.kind) && !rows.has(unit.id))
    .map(unit => ({ unitId: unit.id, soate: unit.code, name: unit.names.ky }))
  return ok({ changes, vanished, unchanged, villages: register.villages, rows })
}

/** Finds the known unit that a row of the register is about. */
function matcher(known: readonly KnownUnit[], byId: ReadonlyMap<string, KnownUnit>) {
  const byCode = new Map(known.flatMap(unit => (unit.code ? [[unit.code, unit] as const] : [])))
  const oblastDigits = (unit: KnownUnit | undefined): string | undefined =>
    unit && (unit.code && unit.kind !== 'country' ? unit.code.slice(3, 5) : oblastDigits(byId.get(unit.parentId ?? '')))
  const namesAgree = (unit: KnownUnit, row: RegisterRow) =>
    (['ky', 'ru'] as const).some(language => row[language] && bare(row[language]) === bare(unit.names[language]))
  return (row: RegisterRow): KnownUnit | undefined => {
    const holder = byCode.get(row.soate)
    if (holder) return holder
    const formerly = known.find(unit => unit.otherCodes.includes(row.soate) && namesAgree(unit, row))
    if (formerly || !isMunicipalityKind(row.kind)) return formerly
    const uncoded = known.filter(
      unit =>
        !unit.code && isMunicipalityKind(unit.kind) && oblastDigits(unit) === row.soate.slice(3, 5) && namesAgree(unit, row),
    )
    const within =
      byId.size > 0 ? uncoded.filter(unit => byId.get(unit.parentId ?? '')?.code?.slice(0, 8) === row.soate.slice(0, 8)) : []
    return within.length === 1 ? within[0] : uncoded.length === 1 ? uncoded[0] : undefined
  }
}
