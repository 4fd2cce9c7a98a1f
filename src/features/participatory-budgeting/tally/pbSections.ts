import { parse } from 'csv-parse/sync'
import { err, ok, type Result } from '#platform/result.ts'

export type Section = 'META' | 'PROJECTS' | 'VOTES'
export interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

/** A refusal that names the line. */
export const refuse = (code: string, line: number, values: Readonly<Record<string, string | number>> = {}) =>
  err(code, { path: `line ${line}`, values: { line, ...values } })

/** The records of the whole text with the line each begins on; refused where the quotes do not close. */
function recordsOf(text: string): Result<Line[]> {
  let before = 0
  try {
    // With `info` each record comes with the line it ends on, which the types of the library leave out.
    const records = parse(text, {
      delimiter: ';',
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return ok(
      records.map(({ record, info }) => {
        // A quoted field may hold line breaks: `lines` tells where the record ends, its breaks where it begins.
        const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
        const line = Math.max(before + 1, info.lines - breaks)
        before = info.lines
        return { cells: record, line }
      }),
    )
  } catch (error) {
    return refuse('pb.quotes', Number((error as { lines?: number }).lines ?? 0))
  }
}

const VOTES_BEGIN = /(?:\r\n|\n|\r)[ \t]*VOTES[ \t;]*(?:\r\n|\n|\r)/i

/** A line without quotation marks, cut when it is read. */
class PlainLine implements Line {
  readonly line: number
  readonly #text: string

  constructor(text: string, line: number) {
    this.#text = text
    this.line = line
  }

  get cells(): readonly string[] {
    return this.#text.split(';')
  }
}

/**
 * The same, where it can be had cheaply: ballots are nearly all of a large file and hardly ever quoted, and lines without a
 * quotation mark are read by cutting them. Undefined where the ballots are quoted, or where what stands before them does not
 * close its quotes: then the heading itself may lie within one.
 */
function recordsWithPlainVotes(text: string): Line[] | undefined {
  const found = VOTES_BEGIN.exec(text)
  if (!found || text.includes('"', found.index)) return undefined
  const head = recordsOf(text.slice(0, found.index))
  if (!head.ok) return undefined
  const first = text.slice(0, found.index).split(/\r\n|\n|\r/).length + 1
  const records = [...head.value]
  text
    .slice(found.index)
    .replace(/^(?:\r\n|\n|\r)/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, at) => {
      if (line !== '') records.push(new PlainLine(line, first + at))
    })
  return records
}

/** What stands under a heading, with the line that the heading is on. */
export interface SectionRows {
  readonly line: number
  readonly rows: readonly Line[]
}

/** The rows of the three sections with the line each begins on; refused where the quotes do not close. */
export function sectionsOf(text: string): Result<{ sections: ReadonlyMap<Section, SectionRows>; lastLine: number }> {
  const plain = recordsWithPlainVotes(text)
  const records = plain ? ok(plain) : recordsOf(text)
  if (!records.ok) return records
  const sections = new Map<Section, SectionRows>()
  let current: Line[] | undefined
  for (const record of records.value) {
    const { line } = record
    const [first = '', ...rest] = record.cells
    const name = first.trim().toUpperCase()
    const alone = rest.every(cell => cell.trim() === '')
    if (alone && (name === 'META' || name === 'PROJECTS' || name === 'VOTES') && !sections.has(name)) {
      current = []
      sections.set(name, { line, rows: current })
    } else if (alone && name === '') continue
    else if (!current) return refuse('pb.noSection', line)
    else current.push(record)
  }
  return ok({ sections, lastLine: records.value.at(-1)?.line ?? 1 })
}
