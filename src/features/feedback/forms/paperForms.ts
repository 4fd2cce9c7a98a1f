import { LANGUAGES } from '#platform/i18n/languages.ts'
import { err, errs, ok, type Refusal, type Result } from '#platform/result.ts'
import { type Cell, columnName, type Sheet, type SheetRow } from '#platform/sheets/sheet.ts'

/** Fields of a paper form, and the headings that a keyed-in spreadsheet may give them; ratings are `Q1`…`Q8`. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  kind: ['kind', 'түрү', 'вид'],
  municipality: ['municipality', 'муниципалитет', 'соате', 'soate'],
  'subject.type': ['subject', 'subject.type', 'предмети', 'предмет'],
  'subject.id': ['subject.id', 'предметтин иди', 'ид предмета'],
  service: ['service', 'кызмат', 'услуга'],
  text: ['text', 'сөзү', 'текст', 'слова'],
  language: ['language', 'тили', 'язык'],
  'place.village': ['village', 'place.village', 'айыл', 'село'],
  'place.address': ['address', 'place.address', 'дареги', 'адрес'],
  'respondent.ageBand': ['age', 'ageband', 'respondent.ageband', 'курагы', 'возраст'],
  'respondent.sex': ['sex', 'respondent.sex', 'жынысы', 'пол'],
  'respondent.village': ['respondent.village', 'жашаган айылы', 'село проживания'],
  'contact.name': ['name', 'contact.name', 'аты-жөнү', 'имя'],
  'contact.email': ['email', 'e-mail', 'contact.email', 'почта'],
  'contact.phone': ['phone', 'contact.phone', 'телефон'],
  'consent.publish': ['publish', 'consent.publish', 'жарыялоого макул', 'согласие на публикацию'],
  'consent.shareContact': ['share contact', 'consent.sharecontact', 'даректи берүүгө макул', 'согласие на передачу'],
}
const FIELD_OF = new Map(Object.entries(HEADINGS).flatMap(([field, names]) => names.map(name => [name, field] as const)))

const YES = new Set(['yes', 'true', '1', 'ооба', 'да'])
const NO = new Set(['no', 'false', '0', 'жок', 'нет'])
/** Words of a keyed-in cell for values that the schema names in English. */
const VALUES: Readonly<Record<string, string>> = {
  пикир: 'comment', мнение: 'comment', суроо: 'question', вопрос: 'question', сунуш: 'proposal', предложение: 'proposal',
  даттануу: 'complaint', жалоба: 'complaint', ыраазычылык: 'thanks', благодарность: 'thanks', баа: 'rating', оценка: 'rating',
  аял: 'female', женский: 'female', эркек: 'male', мужской: 'male',
} // prettier-ignore

/** A keyed-in form as a word comes in, and where each of its fields stands. */
export interface PaperForm {
  readonly row: number
  readonly word: Record<string, unknown>
  /** Field → column, `B`. */
  readonly columns: ReadonlyMap<string, string>
}

/** Rows of the first sheet as words. Refuses headings that are unknown or stand twice, and a sheet without any row. */
export function readPaperForms(sheet: Sheet): Result<PaperForm[]> {
  const [head, ...rows] = sheet.rows
  if (!head || rows.length === 0) return err('paper.noRows')
  const fields = fieldsOf(head)
  if (!fields.ok) return fields
  const columns = new Map([...fields.value].map(([column, field]) => [field, columnName(column)]))
  return ok(rows.map(row => ({ row: row.number, word: wordOf(row, fields.value), columns })))
}

function fieldsOf(head: SheetRow): Result<Map<number, string>> {
  const refusals: Refusal[] = []
  const fields = new Map<number, string>()
  for (const { column, text } of head.cells) {
    const name = text.trim().toLowerCase()
    const field = FIELD_OF.get(name) ?? (/^q[1-9]$/.test(name) ? `ratings.${name.toUpperCase()}` : undefined)
    const where = { row: head.number, column: columnName(column), heading: text }
    if (!field) refusals.push({ code: 'paper.heading', path: columnName(column), values: where })
    else if ([...fields.values()].includes(field))
      refusals.push({ code: 'paper.headingTwice', path: columnName(column), values: where })
    else fields.set(column, field)
  }
  return refusals.length > 0 ? errs(refusals) : ok(fields)
}

function wordOf(row: SheetRow, fields: ReadonlyMap<number, string>): Record<string, unknown> {
  const word: Record<string, unknown> = {}
  for (const cell of row.cells) {
    const field = fields.get(cell.column)
    if (!field) continue
    const [group, part] = field.split('.')
    if (part === undefined) word[field] = fieldValue(field, cell)
    else word[group as string] = { ...(word[group as string] as object | undefined), [part]: fieldValue(field, cell) }
  }
  // On paper an unticked box is a "no": silence is no consent.
  word.consent = { publish: false, shareContact: false, ...(word.consent as object | undefined) }
  return word
}

function fieldValue(field: string, cell: Cell): unknown {
  const text = cell.text.trim()
  const lower = text.toLowerCase()
  if (field.startsWith('ratings.')) return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text
  if (field.startsWith('consent.')) return YES.has(lower) ? true : NO.has(lower) ? false : text
  if (field === 'kind' || field === 'respondent.sex') return VALUES[lower] ?? lower
  if (field === 'language') return LANGUAGES.find(lang => lang === lower) ?? text
  if (field === 'service') return text.toUpperCase()
  return text
}
