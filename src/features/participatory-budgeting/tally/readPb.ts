import { parse } from 'csv-parse/sync'
import { err, ok, type Result } from '#platform/result.ts'
import { type Decimal, decimal } from './rules/decimal.ts'
import {
  type Election,
  type Others,
  type PbProject,
  type PbVote,
  type PbWarning,
  VOTE_TYPES,
  type VoteType,
} from './rules/election.ts'

type Section = 'META' | 'PROJECTS' | 'VOTES'
interface Line {
  readonly line: number
  readonly cells: readonly string[]
}
const OBLIGATORY = [
  'description',
  'country',
  'unit',
  'instance',
  'num_projects',
  'num_votes',
  'budget',
  'vote_type',
  'rule',
  'date_begin',
  'date_end',
]

const refuse = (code: string, line: number, values: Readonly<Record<string, string | number>> = {}) =>
  err(code, { path: `line ${line}`, values: { line, ...values } })

/** The rows of the three sections with the line each begins on; refused where the quotes do not close. */
function sectionsOf(text: string): Result<Map<Section, Line[]>> {
  let records: { record: string[]; info: { lines: number; bytes: number } }[]
  try {
    // With `info` each record comes with the line it ends on, which the types of the library leave out.
    records = parse(text, {
      delimiter: ';',
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as unknown as typeof records
  } catch (error) {
    const line = Number((error as { lines?: number }).lines ?? 0)
    return refuse('pb.quotes', line)
  }
  const sections = new Map<Section, Line[]>()
  let current: Line[] | undefined
  let before = 0
  for (const { record, info } of records) {
    // A quoted field may hold line breaks: `lines` tells where the record ends, its breaks where it begins.
    const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)
    const line = Math.max(before + 1, info.lines - breaks)
    before = info.lines
    const [first = '', ...rest] = record
    const name = first.trim().toUpperCase()
    const alone = rest.every(cell => cell.trim() === '')
    if (alone && (name === 'META' || name === 'PROJECTS' || name === 'VOTES') && !sections.has(name)) {
      current = []
      sections.set(name, current)
    } else if (alone && name === '') continue
    else if (!current) return refuse('pb.noSection', line)
    else current.push({ line, cells: record })
  }
  return ok(sections)
}

/** A section's rows by heading. */
function tableOf(
  sections: ReadonlyMap<Section, Line[]>,
  name: Section,
  needed: readonly string[],
): Result<{
  columns: string[]
  rows: { line: number; cell: (column: string) => string; others: (known: readonly string[]) => Others }[]
}> {
  const lines = sections.get(name)
  if (!lines) return err('pb.sectionMissing', { path: name, values: { section: name } })
  const [head, ...rows] = lines
  if (!head) return err('pb.headerMissing', { path: name, values: { section: name } })
  const columns = head.cells.map(cell => cell.trim())
  const missing = needed.find(column => !columns.includes(column))
  if (missing) return refuse('pb.columnMissing', head.line, { section: name, column: missing })
  return ok({
    columns,
    rows: rows.map(({ line, cells }) => ({
      line,
      cell: column => (cells[columns.indexOf(column)] ?? '').trim(),
      others: known =>
        new Map(
          columns.flatMap((column, at) =>
            known.includes(column) || cells[at] === undefined ? [] : [[column, cells[at]] as const],
          ),
        ),
    })),
  })
}

/** Reads a Pabulib `.pb` file (tally.md §1): an election with what was odd about it, or the line that stops it. */
export function readPb(bytes: Uint8Array): Result<{ election: Election; warnings: PbWarning[] }> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('pb.encoding', 1)
  }
  const sections = sectionsOf(text)
  if (!sections.ok) return sections
  const meta = readMeta(sections.value)
  if (!meta.ok) return meta
  const warnings: PbWarning[] = []
  const projects = readProjects(sections.value)
  if (!projects.ok) return projects
  const votes = readVotes(sections.value, projects.value.known, meta.value.voteType, warnings)
  if (!votes.ok) return votes
  const counts = [
    ['num_projects', 'meta.projectCount', projects.value.projects.length],
    ['num_votes', 'meta.voteCount', votes.value.votes.length],
  ] as const
  for (const [key, code, found] of counts) {
    const said = meta.value.meta.get(key) ?? ''
    if (Number(said) !== found) warnings.push({ line: meta.value.lineOf.get(key) ?? 1, code, values: { said, found } })
  }
  const { budget, voteType } = meta.value
  return ok({
    election: {
      meta: meta.value.meta, budget, voteType, projects: projects.value.projects, votes: votes.value.votes,
      projectColumns: projects.value.columns, voteColumns: votes.value.columns,
    }, // prettier-ignore
    warnings,
  })
}

function readMeta(
  sections: ReadonlyMap<Section, Line[]>,
): Result<{ meta: Map<string, string>; lineOf: Map<string, number>; budget: Decimal; voteType: VoteType }> {
  const table = tableOf(sections, 'META', ['key', 'value'])
  if (!table.ok) return table
  const meta = new Map<string, string>()
  const lineOf = new Map<string, number>()
  for (const row of table.value.rows) {
    meta.set(row.cell('key'), row.cell('value'))
    lineOf.set(row.cell('key'), row.line)
  }
  const missing = OBLIGATORY.find(key => !meta.has(key))
  if (missing) return err('pb.keyMissing', { path: 'META', values: { key: missing } })
  const budget = decimal(meta.get('budget') ?? '')
  if (!budget || budget.digits < 0n)
    return refuse('pb.number', lineOf.get('budget') ?? 1, { column: 'budget', value: meta.get('budget') ?? '' })
  const voteType = VOTE_TYPES.find(type => type === meta.get('vote_type')?.toLowerCase())
  if (!voteType) return refuse('pb.voteType', lineOf.get('vote_type') ?? 1, { value: meta.get('vote_type') ?? '' })
  return ok({ meta, lineOf, budget, voteType })
}

function readProjects(
  sections: ReadonlyMap<Section, Line[]>,
): Result<{ projects: PbProject[]; known: Map<string, Decimal>; columns: string[] }> {
  const table = tableOf(sections, 'PROJECTS', ['project_id', 'cost'])
  if (!table.ok) return table
  const known = new Map<string, Decimal>()
  const projects: PbProject[] = []
  for (const row of table.value.rows) {
    const [id, text] = [row.cell('project_id'), row.cell('cost')]
    const cost = decimal(text)
    if (!cost || cost.digits < 0n) return refuse('pb.number', row.line, { column: 'cost', value: text })
    if (id === '') return refuse('pb.idMissing', row.line, { column: 'project_id' })
    const before = known.get(id)
    if (before && (before.digits !== cost.digits || before.places !== cost.places))
      return refuse('pb.projectTwice', row.line, { id })
    if (before) continue
    known.set(id, cost)
    projects.push({ id, cost, others: row.others(['project_id', 'cost']) })
  }
  return ok({ projects, known, columns: table.value.columns })
}

function readVotes(
  sections: ReadonlyMap<Section, Line[]>,
  known: ReadonlyMap<string, unknown>,
  voteType: VoteType,
  warnings: PbWarning[],
): Result<{ votes: PbVote[]; columns: string[] }> {
  const table = tableOf(sections, 'VOTES', ['voter_id', 'vote'])
  if (!table.ok) return table
  const withPoints = voteType === 'cumulative' || voteType === 'scoring'
  const seen = new Set<string>()
  const votes: PbVote[] = []
  for (const row of table.value.rows) {
    const { line } = row
    const voter = row.cell('voter_id')
    const warn = (code: PbWarning['code'], values: PbWarning['values'] = {}) =>
      warnings.push({ line, code, values: { voter, ...values } })
    if (seen.has(voter)) warn('vote.repeatedVoter')
    seen.add(voter)
    const listed = list(row.cell('vote'))
    const given = list(row.cell('points'))
    const points: (Decimal | undefined)[] = given.map(decimal)
    const unreadable = points.indexOf(undefined)
    if (withPoints && unreadable >= 0) return refuse('pb.number', line, { column: 'points', value: given[unreadable] ?? '' })
    if (withPoints && given.length !== listed.length) warn('vote.pointsCount', { projects: listed.length, points: given.length })
    const choices: string[] = []
    const kept: Decimal[] = []
    for (const [at, id] of listed.entries()) {
      if (!known.has(id)) warn('vote.unknownProject', { id })
      else if (choices.includes(id)) warn('vote.repeatedProject', { id })
      else {
        choices.push(id)
        kept.push(points[at] ?? { digits: 0n, places: 0 })
      }
    }
    if (choices.length === 0) warn('vote.empty')
    if (withPoints && kept.some(point => point.digits < 0n)) warn('vote.negativePoints')
    const carries = table.value.columns.includes('points')
    votes.push({ voter, choices, points: carries ? kept : undefined, others: row.others(['voter_id', 'vote', 'points']) })
  }
  return ok({ votes, columns: table.value.columns })
}

const list = (cell: string): string[] =>
  cell === ''
    ? []
    : cell
        .split(',')
        .map(one => one.trim())
        .filter(one => one !== '')
