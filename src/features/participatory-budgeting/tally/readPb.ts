import { ok, type Result } from '#platform/result.ts'
import { type Line, refuse, type Section, sectionsOf } from './pbSections.ts'
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

type Sections = Extract<ReturnType<typeof sectionsOf>, { ok: true }>['value']

/** A section's rows by heading. */
function tableOf(
  { sections, lastLine }: Sections,
  name: Section,
  needed: readonly string[],
): Result<{
  columns: string[]
  rows: Iterable<Row>
}> {
  const section = sections.get(name)
  // Of what is not there, the line after which it cannot come any more.
  if (!section) return refuse('pb.sectionMissing', lastLine, { section: name })
  const [head, ...rows] = section.rows
  if (!head) return refuse('pb.headerMissing', section.line, { section: name })
  const columns = head.cells.map(cell => cell.trim())
  const missing = needed.find(column => !columns.includes(column))
  if (missing) return refuse('pb.columnMissing', head.line, { section: name, column: missing })
  return ok({
    columns,
    rows: rowsOf(columns, rows),
  })
}

const NO_OTHERS: Others = new Map()

/** One row by heading, made when it is read: a city has tens of thousands. */
class Row {
  readonly line: number
  readonly #columns: readonly string[]
  readonly #cells: readonly string[]

  constructor(columns: readonly string[], { line, cells }: Line) {
    this.line = line
    this.#columns = columns
    this.#cells = cells
  }

  cell(column: string): string {
    return (this.#cells[this.#columns.indexOf(column)] ?? '').trim()
  }

  /** The cells of columns that are not known. */
  others(known: readonly string[]): Others {
    if (this.#columns.every(column => known.includes(column))) return NO_OTHERS
    return new Map(
      this.#columns.flatMap((column, at) => {
        const cell = this.#cells[at]
        return known.includes(column) || cell === undefined ? [] : [[column, cell] as const]
      }),
    )
  }
}

function* rowsOf(columns: readonly string[], lines: readonly Line[]): Iterable<Row> {
  for (const line of lines) yield new Row(columns, line)
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
  sections: Sections,
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
  if (missing) return refuse('pb.keyMissing', sections.sections.get('META')?.line ?? 1, { key: missing })
  const budget = decimal(meta.get('budget') ?? '')
  if (!budget || budget.digits < 0n)
    return refuse('pb.number', lineOf.get('budget') ?? 1, { column: 'budget', value: meta.get('budget') ?? '' })
  const voteType = VOTE_TYPES.find(type => type === meta.get('vote_type')?.toLowerCase())
  if (!voteType) return refuse('pb.voteType', lineOf.get('vote_type') ?? 1, { value: meta.get('vote_type') ?? '' })
  return ok({ meta, lineOf, budget, voteType })
}

function readProjects(sections: Sections): Result<{ projects: PbProject[]; known: Map<string, Decimal>; columns: string[] }> {
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
  sections: Sections,
  known: ReadonlyMap<string, unknown>,
  voteType: VoteType,
  warnings: PbWarning[],
): Result<{ votes: PbVote[]; columns: string[] }> {
  const table = tableOf(sections, 'VOTES', ['voter_id', 'vote'])
  if (!table.ok) return table
  const withPoints = voteType === 'cumulative' || voteType === 'scoring'
  const seen = new Set<string>()
  const carries = table.value.columns.includes('points')
  const votes: PbVote[] = []
  for (const row of table.value.rows) {
    const { line } = row
    const voter = row.cell('voter_id')
    const warn = (code: PbWarning['code'], values: PbWarning['values'] = {}) =>
      warnings.push({ line, code, values: { voter, ...values } })
    if (seen.has(voter)) warn('vote.repeatedVoter')
    seen.add(voter)
    const listed = list(row.cell('vote'))
    const given = carries ? list(row.cell('points')) : []
    const points: (Decimal | undefined)[] = given.map(decimal)
    const unreadable = points.indexOf(undefined)
    if (withPoints && unreadable >= 0) return refuse('pb.number', line, { column: 'points', value: given[unreadable] ?? '' })
    if (withPoints && given.length !== listed.length) warn('vote.pointsCount', { projects: listed.length, points: given.length })
    const choices: string[] = []
    const kept: Decimal[] = []
    for (let at = 0; at < listed.length; at += 1) {
      const id = listed[at] ?? ''
      if (!known.has(id)) warn('vote.unknownProject', { id })
      else if (choices.includes(id)) warn('vote.repeatedProject', { id })
      else {
        choices.push(id)
        if (carries) kept.push(points[at] ?? { digits: 0n, places: 0 })
      }
    }
    if (choices.length === 0) warn('vote.empty')
    if (withPoints && kept.some(point => point.digits < 0n)) warn('vote.negativePoints')
    votes.push({ voter, choices, points: carries ? kept : undefined, others: row.others(['voter_id', 'vote', 'points']) })
  }
  return ok({ votes, columns: table.value.columns })
}

const list = (cell: string): string[] => {
  const all = cell === '' ? [] : cell.split(',')
  return all.every(one => one !== '' && one === one.trim()) ? all : all.map(one => one.trim()).filter(one => one !== '')
}
