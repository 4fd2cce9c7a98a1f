import { refusalsOf } from '#platform/forms/refusals.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { columnName, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts'
import { type EnteredItem, itemFields } from './hearingForms.ts'

type Field = 'kind' | 'text' | 'village' | 'sex' | 'channel' | 'language'

/** What the columns are called; any of the three languages is read. */
export const SHEET_HEADINGS: Readonly<Record<Field, Readonly<Record<'ky' | 'ru' | 'en', string>>>> = {
  kind: { ky: 'Түрү', ru: 'Вид', en: 'Kind' },
  text: { ky: 'Сөзү', ru: 'Текст', en: 'Text' },
  village: { ky: 'Айылы', ru: 'Село', en: 'Village' },
  sex: { ky: 'Жынысы', ru: 'Пол', en: 'Sex' },
  channel: { ky: 'Кандай түштү', ru: 'Как поступило', en: 'How it came' },
  language: { ky: 'Тили', ru: 'Язык', en: 'Language' },
}
const FIELD_OF = new Map(
  Object.entries(SHEET_HEADINGS).flatMap(([field, names]) =>
    [field, ...Object.values(names)].map(name => [name.toLowerCase(), field as Field] as const),
  ),
)

/** Words of a cell for values that the schema names in English. */
const VALUES: Readonly<Record<string, string>> = {
  суроо: 'question', вопрос: 'question', question: 'question', сунуш: 'proposal', предложение: 'proposal', proposal: 'proposal',
  аял: 'female', женщина: 'female', женский: 'female', ж: 'female', woman: 'female', female: 'female',
  эркек: 'male', мужчина: 'male', мужской: 'male', м: 'male', э: 'male', man: 'male', male: 'male',
  кыргызча: 'ky', кыргызский: 'ky', kyrgyz: 'ky', орусча: 'ru', русский: 'ru', russian: 'ru',
  'ошол жерде': 'onTheSpot', 'на месте': 'onTheSpot', 'on the spot': 'onTheSpot', кагаз: 'paper', бумага: 'paper', paper: 'paper',
} // prettier-ignore

/** Rows of the first sheet as items; refuses unknown or double headings, and every wrong cell with its row and column. */
export function readItemSheet(sheet: Sheet): Result<{ row: number; item: EnteredItem }[]> {
  const [head, ...rows] = sheet.rows
  if (!head || rows.length === 0) return err('sheet.noRows')
  const columns = columnsOf(head)
  if (!columns.ok) return columns
  const items: { row: number; item: EnteredItem }[] = []
  const refusals: Refusal[] = []
  for (const row of rows) {
    const read = itemFields.safeParse(fieldsOf(row, columns.value))
    if (read.success) items.push({ row: row.number, item: read.data })
    else refusals.push(...refusalsOf(read.error).map(one => located(one, row, columns.value)))
  }
  return refusals.length > 0 ? errs(refusals) : ok(items)
}

function columnsOf(head: SheetRow): Result<Map<Field, number>> {
  const columns = new Map<Field, number>()
  const refusals: Refusal[] = []
  for (const { column, text } of head.cells) {
    const field = FIELD_OF.get(text.trim().toLowerCase())
    const values = { row: head.number, column: columnName(column), heading: text }
    if (!field) refusals.push({ code: 'sheet.heading', path: `${columnName(column)}${head.number}`, values })
    else if (columns.has(field))
      refusals.push({ code: 'sheet.headingTwice', path: `${columnName(column)}${head.number}`, values })
    else columns.set(field, column)
  }
  for (const field of ['kind', 'text'] as const)
    if (!columns.has(field)) refusals.push({ code: 'sheet.headingMissing', values: { heading: SHEET_HEADINGS[field].ky } })
  return refusals.length > 0 ? errs(refusals) : ok(columns)
}

function fieldsOf(row: SheetRow, columns: ReadonlyMap<Field, number>): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [field, column] of columns) {
    const text = row.cells.find(cell => cell.column === column)?.text.trim()
    if (text) fields[field] = field === 'text' || field === 'village' ? text : (VALUES[text.toLowerCase()] ?? text)
  }
  return fields
}

/** A refusal with its place in the sheet, `B7`, in its words as well. */
function located(refusal: Refusal, row: SheetRow, columns: ReadonlyMap<Field, number>): Refusal {
  const column = columns.get(refusal.path as Field)
  const cell = column === undefined ? String(row.number) : `${columnName(column)}${row.number}`
  return { ...refusal, path: cell, values: { ...refusal.values, row: row.number } }
}
