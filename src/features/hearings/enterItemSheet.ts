import { createHash } from 'node:crypto'
import type { Viewer } from '#features/identity/rules/viewer.ts'
import type { Lang } from '#platform/i18n/languages.ts'
import { err, type Result } from '#platform/result.ts'
import { readSheets } from '#platform/sheets/readSheets.ts'
import { type SheetColumn, writeXlsx } from '#platform/spreadsheet.ts'
import type { App } from '#src/app.ts'
import { enterItems } from './enterItems.ts'
import { readItemSheet, SHEET_HEADINGS } from './forms/itemSheet.ts'
import { officeHearing } from './officeHearing.ts'
import type { ItemChannel } from './rules/items.ts'
import { words } from './words.ts'

/**
 * Enters the rows of a spreadsheet (XLSX or CSV). Every row is checked first; one that is wrong refuses the whole file, naming
 * row and column of all that is wrong. The same file sent again enters nothing twice.
 */
export async function enterItemSheet(
  app: App,
  viewer: Viewer,
  asked: {
    readonly id: string
    readonly channel: Exclude<ItemChannel, 'before'>
    readonly language: Lang
    readonly bytes: Uint8Array
    readonly again?: boolean | undefined
  },
): Promise<Result<{ entered: number }>> {
  const found = await officeHearing(app, viewer, asked.id, 'items')
  if (!found.ok) return found
  const sheets = await readSheets(asked.bytes)
  if (!sheets.ok) return sheets
  const [sheet] = sheets.value
  const rows = sheet ? readItemSheet(sheet) : err('sheet.noRows')
  if (!rows.ok) return rows
  const key = createHash('sha256').update(asked.bytes).digest('hex').slice(0, 32)
  const { bytes: _, ...entry } = asked
  return enterItems(app, viewer, { ...entry, key, rows: rows.value })
}

/** The empty table to fill in, with one row that shows how; headings in the language of who downloads it. */
export function itemTemplate(lang: Lang): Promise<Buffer> {
  const t = words(lang)
  const example = { kind: t('item.kind.proposal'), text: t('sheet.example'), village: '', sex: t('sex.female') }
  const columns: SheetColumn<typeof example>[] = (['kind', 'text', 'village', 'sex'] as const).map(field => ({
    heading: SHEET_HEADINGS[field][lang],
    value: row => row[field],
    width: field === 'text' ? 70 : 18,
  }))
  return writeXlsx(t('items.title'), columns, [example])
}
