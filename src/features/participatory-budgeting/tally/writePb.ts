import { stringify } from 'csv-stringify/sync'
import { type Decimal, decimalText } from './rules/decimal.ts'
import type { Election } from './rules/election.ts'

const text = ({ digits, places }: Decimal): string => decimalText(digits, places)
const rows = (lines: readonly (readonly string[])[]): string =>
  // Quotes stand where a cell holds a separator, a quote or a break; readers of the format need them there and nowhere else.
  stringify(
    lines.map(line => [...line]),
    { delimiter: ';', record_delimiter: '\n', escape_formulas: false },
  )

/**
 * Writes an election as a Pabulib `.pb` file: what `readPb` reads from it is the same election, unknown columns and exact
 * decimals included.
 */
export function writePb(election: Election): string {
  const { meta, projects, votes, projectColumns, voteColumns } = election
  const counts = new Map([...meta, ['num_projects', String(projects.length)], ['num_votes', String(votes.length)]])
  return [
    'META\n',
    rows([['key', 'value'], ...counts]),
    'PROJECTS\n',
    rows([
      projectColumns,
      ...projects.map(one =>
        projectColumns.map(column =>
          column === 'project_id' ? one.id : column === 'cost' ? text(one.cost) : (one.others.get(column) ?? ''),
        ),
      ),
    ]),
    'VOTES\n',
    rows([
      voteColumns,
      ...votes.map(one =>
        voteColumns.map(column =>
          column === 'voter_id'
            ? one.voter
            : column === 'vote'
              ? one.choices.join(',')
              : column === 'points'
                ? (one.points ?? []).map(text).join(',')
                : (one.others.get(column) ?? ''),
        ),
      ),
    ]),
  ].join('')
}
