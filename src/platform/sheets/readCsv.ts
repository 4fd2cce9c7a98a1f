import { CsvError, parse } from 'csv-parse/sync'
import { err, ok, type Result } from '../result.ts'
import { type Sheet, textCell } from './sheet.ts'

/** Reads separated values; the separator (`;`, `,` or tab) is told from the text, or from Excel's own first line `sep=;`. */
export function readCsv(text: string, mostRows: number): Result<Sheet> {
  const named = /^sep=(.)\r?\n/.exec(text)
  const body = named ? text.slice(named[0].length) : text
  try {
    const records: string[][] = parse(body, {
      delimiter: named?.[1] ?? separatorOf(body),
      relax_column_count: true,
      skip_empty_lines: false,
      bom: true,
      to: mostRows + 1,
      max_record_size: 1_000_000,
    })
    if (records.length > mostRows) return err('file.tooManyRows', { values: { maximum: mostRows } })
    const first = named ? 2 : 1
    const rows = records.map((values, index) => ({
      number: index + first,
      cells: values.map((value, at) => textCell(at + 1, value)).filter(cell => cell !== undefined),
    }))
    return ok({ rows: rows.filter(row => row.cells.length > 0) })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return err('file.csv', { values: { row: Number(error.lines ?? 0) } })
  }
}

/** The separator that parts most lines, outside quotes; a decimal comma never outvotes semicolons or tabs. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
    .slice(0, 200)
  const parts = (separator: string) => lines.filter(line => line.includes(separator)).length
  if (parts('\t') > lines.length / 2) return '\t'
  if (parts(';') > lines.length / 2 || parts(';') > parts(',')) return ';'
  return ','
}
