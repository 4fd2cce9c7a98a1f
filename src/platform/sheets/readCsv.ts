import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { err, ok, type Result } from '../result.ts'
import type { Progress } from './readXlsx.ts'
import { type Sheet, type SheetRow, textCell } from './sheet.ts'

const PIECE = 64 * 1024

/** Reads separated values; the separator (`;`, `,` or tab) is told from the text, or from Excel's own first line `sep=;`. */
export async function readCsv(text: string, mostRows: number, onProgress?: Progress): Promise<Result<Sheet>> {
  const named = /^sep=(.)\r?\n/.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const first = named ? 2 : 1
  const rows: SheetRow[] = []
  let [number, given] = [first, 0]
  function* pieces() {
    for (; given < body.length; given += PIECE) yield body.slice(given, given + PIECE)
  }
  const parser = parse({
    delimiter: named?.[1] ?? separatorOf(body),
    relax_column_count: true,
    skip_empty_lines: false,
    bom: true,
    max_record_size: 1_000_000,
  })
  try {
    for await (const values of Readable.from(pieces()).pipe(parser) as AsyncIterable<string[]>) {
      if (number - first >= mostRows) return err('file.tooManyRows', { values: { maximum: mostRows } })
      const cells = values.map((value, at) => textCell(at + 1, value)).filter(cell => cell !== undefined)
      if (cells.length > 0) rows.push({ number, cells })
      number += 1
      if (number % 1_000 === 0) {
        // The parser hands on what it has without leaving others a turn.
        await new Promise(resolve => setImmediate(resolve))
        await onProgress?.(rows.length, Math.min(1, given / Math.max(1, body.length)))
      }
    }
    return ok({ rows })
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
