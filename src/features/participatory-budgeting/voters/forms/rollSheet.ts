import { z } from 'zod'
import { foldForSearch } from '#platform/fold.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { columnName, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts'
import type { Area } from '../../cycles/rules/cycle.ts'
import type { RollRow } from '../rules/localRoll.ts'

type Field = 'number' | 'name' | 'birthYear' | 'sex' | 'village' | 'area' | 'personalNumber'

/** What the columns are called; any of the three languages is read. */
export const ROLL_HEADINGS: Readonly<Record<Field, Readonly<Record<'ky' | 'ru' | 'en', string>>>> = {
  number: { ky: 'Номери', ru: 'Номер', en: 'Number' },
  name: { ky: 'Аты-жөнү', ru: 'ФИО', en: 'Name' },
  birthYear: { ky: 'Туулган жылы', ru: 'Год рождения', en: 'Year of birth' },
  sex: { ky: 'Жынысы', ru: 'Пол', en: 'Sex' },
  village: { ky: 'Айылы', ru: 'Село', en: 'Village' },
  area: { ky: 'Аймагы', ru: 'Территория', en: 'Area' },
  personalNumber: { ky: 'Жеке номери', ru: 'Персональный номер', en: 'Personal number' },
}
const ALSO: Readonly<Record<string, Field>> = { '№': 'number', 'п/н': 'number', пин: 'personalNumber', инн: 'personalNumber', pin: 'personalNumber', 'ф.и.о.': 'name', 'а.ж.': 'name', 'фамилия, имя, отчество': 'name', участок: 'area' } // prettier-ignore
const FIELD_OF = new Map<string, Field>([
  ...(Object.entries(ROLL_HEADINGS) as [Field, Record<string, string>][]).flatMap(([field, names]) =>
    [field, ...Object.values(names)].map(name => [name.toLowerCase(), field] as const),
  ),
  ...Object.entries(ALSO),
])
const SEX: Readonly<Record<string, 'female' | 'male'>> = {
  аял: 'female', женщина: 'female', женский: 'female', жен: 'female', ж: 'female', а: 'female', female: 'female', f: 'female',
  эркек: 'male', мужчина: 'male', мужской: 'male', муж: 'male', м: 'male', э: 'male', male: 'male', m: 'male',
} // prettier-ignore

const fields = z.object({
  number: z.string({ error: 'roll.row.number' }).max(30, 'roll.row.number'),
  name: z.string({ error: 'roll.row.name' }).max(200, 'roll.row.name'),
  birthYear: z.string().regex(/^\d{4}$/, 'roll.row.birthYear').transform(Number).optional(),
  sex: z.string().transform(text => SEX[text.toLowerCase().replace(/\.$/, '')] ?? '').pipe(z.enum(['female', 'male'], { error: 'roll.row.sex' })).optional(),
  village: z.string().max(120, 'roll.row.village').optional(),
  area: z.string().optional(),
  personalNumber: z.string().transform(text => text.replace(/[\s-]/g, '')).pipe(z.string().regex(/^\d{14}$/, 'roll.row.personalNumber')).optional(),
}) // prettier-ignore

/** More faults than anybody mends at once are not listed. */
const MOST_FAULTS = 50

/**
 * Rows of the first sheet as people. Refuses unknown headings, and every wrong cell with its row: missing number or name, two of
 * one number or one personal number, an area that the cycle does not have, somebody under age in the year of the vote.
 */
export function readRollSheet(
  sheet: Sheet,
  cycle: { readonly areas: readonly Area[]; readonly votingYear: number; readonly minAge: number },
): Result<readonly RollRow[]> {
  const [head, ...rows] = sheet.rows
  if (!head || rows.length === 0) return err('roll.noRows')
  const columns = columnsOf(head, cycle.areas.length > 1)
  if (!columns.ok) return columns
  const people: RollRow[] = []
  const faults: Refusal[] = []
  const seen = { number: new Map<string, number>(), personalNumber: new Map<string, number>() }
  for (const row of rows) {
    const place = (field: Field) => `${columnName(columns.value.get(field) ?? 1)}${row.number}`
    const wrong = (code: string, field: Field, values: Record<string, string | number> = {}) =>
      faults.push({ code, path: place(field), values: { row: row.number, ...values } })
    const read = fields.safeParse(cellsOf(row, columns.value))
    if (!read.success) {
      for (const issue of read.error.issues) wrong(issue.message, issue.path[0] as Field)
      continue
    }
    const { area: named, ...person } = read.data
    const area = areaNamed(cycle.areas, named)
    if (!area) wrong('roll.row.area', 'area', { area: named ?? '' })
    if (person.birthYear !== undefined && (person.birthYear < cycle.votingYear - 120 || person.birthYear > cycle.votingYear))
      wrong('roll.row.birthYear', 'birthYear')
    else if (person.birthYear !== undefined && cycle.votingYear - person.birthYear < cycle.minAge)
      wrong('roll.row.underAge', 'birthYear', { age: cycle.minAge })
    for (const field of ['number', 'personalNumber'] as const) {
      const value = person[field]
      if (value === undefined) continue
      const first = seen[field].get(value)
      if (first !== undefined) wrong(`roll.row.${field}Twice`, field, { first })
      else seen[field].set(value, row.number)
    }
    if (area) people.push({ ...person, row: row.number, areaId: area.id })
  }
  return faults.length > 0 ? errs(faults.slice(0, MOST_FAULTS)) : ok(people)
}

function columnsOf(head: SheetRow, severalAreas: boolean): Result<Map<Field, number>> {
  const columns = new Map<Field, number>()
  const faults: Refusal[] = []
  for (const { column, text } of head.cells) {
    const field = FIELD_OF.get(text.trim().toLowerCase())
    const values = { column: columnName(column), heading: text }
    if (!field) faults.push({ code: 'roll.heading', values })
    else if (columns.has(field)) faults.push({ code: 'roll.headingTwice', values })
    else columns.set(field, column)
  }
  for (const field of ['number', 'name', ...(severalAreas ? (['area'] as const) : [])] as const)
    if (!columns.has(field)) faults.push({ code: 'roll.headingMissing', values: { heading: ROLL_HEADINGS[field].ky } })
  return faults.length > 0 ? errs(faults) : ok(columns)
}

const cellsOf = (row: SheetRow, columns: ReadonlyMap<Field, number>): Record<string, string> =>
  Object.fromEntries(
    [...columns].flatMap(([field, column]) => {
      const text = row.cells.find(cell => cell.column === column)?.text.trim()
      return text ? [[field, text]] : []
    }),
  )

/** By its name in any language, or its number in the cycle; the only one needs no name. */
function areaNamed(areas: readonly Area[], named: string | undefined): Area | undefined {
  if (named === undefined) return areas.length === 1 ? areas[0] : undefined
  const folded = foldForSearch(named)
  return areas.find(
    one => String(one.position) === named || Object.values(one.names).some(name => name && foldForSearch(name) === folded),
  )
}
