import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { countElection } from '#features/participatory-budgeting/tally/countElection.ts'
import { type Count, COUNTING_RULES, type CountingRule } from '#features/participatory-budgeting/tally/rules/counting.ts'
import { warningText } from '#features/participatory-budgeting/tally/pbWords.ts'
import type { TieOrder } from '#features/participatory-budgeting/tally/rules/ties.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { refuse, say, sayJson } from './run.ts'

interface Options {
  readonly rule: CountingRule
  readonly utility: 'cost' | 'cardinality'
  readonly completion: 'none' | 'utilitarian' | 'add1' | 'add1u'
  readonly ordinal: 'length' | 'maxLength'
  readonly increment?: bigint
  readonly threshold?: bigint
  readonly seed?: string
  readonly tieBreak?: string
  readonly exactStart?: boolean
  readonly exhaustiveStop: boolean
  readonly supportedOnly?: boolean
  readonly json?: boolean
}

const wholeNumber = (text: string): bigint => {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`"${text}" is no whole number above 0`)
  return BigInt(text)
}

const TIE_BREAKS: Readonly<Record<string, TieOrder>> = {
  'cost,score,lot': ['cost', 'score'],
  'score,cost,lot': ['score', 'cost'],
  'cost,lot': ['cost'],
  'score,lot': ['score'],
  lot: [],
}

function readBytes(file: string, json: boolean | undefined): Uint8Array {
  try {
    return readFileSync(file)
  } catch (error) {
    const why = `${file} cannot be read: ${error instanceof Error ? error.message : error}`
    return refuse([{ code: 'file.missing', path: file }], () => why, { json })
  }
}

function sayCount(count: Count): void {
  for (const warning of count.warnings) process.stderr.write(`line ${warning.line}: ${warning.message} [${warning.code}]\n`)
  for (const round of count.rounds) {
    const { project, cost, ...details } = round
    say(
      `${project}  cost ${cost}  ${Object.entries(details)
        .map(([key, value]) => `${key} ${value}`)
        .join('  ')}`,
    )
  }
  for (const tie of count.ties) say(`tie in round ${tie.round}: ${tie.tied.join(', ')}: ${tie.chosen} by ${tie.by}`)
  say(`Funded: ${count.winners.join(', ') || 'nothing'}`)
  say(`Total cost ${count.totalCost}; SHA-256 of the file ${count.inputSha256}`)
}

/** Counting needs no store: anybody can repeat it with the published file alone. */
export const tallyCommand = () =>
  new Command('tally')
    .description('Count a Pabulib .pb file in exact arithmetic')
    .argument('<files...>', 'the election; several where it has a pot for each area')
    .addOption(new Option('--rule <rule>', 'how to count').choices(COUNTING_RULES).default('equal-shares'))
    .addOption(
      new Option('--utility <utility>', 'what a project is worth to a supporter')
        .choices(['cost', 'cardinality'])
        .default('cost'),
    )
    .addOption(
      new Option('--completion <completion>', 'of equal shares')
        .choices(['none', 'utilitarian', 'add1', 'add1u'])
        .default('add1u'),
    )
    .addOption(
      new Option('--ordinal <score>', 'what a rank is worth: the length of the ballot, or max_length, less its position')
        .choices(['length', 'maxLength'])
        .default('length'),
    )
    .option('--increment <money>', 'what add1 raises the share by', wholeNumber)
    .option('--threshold <score>', 'greedy: projects with a lower score are out', wholeNumber)
    .addOption(
      new Option('--tie-break <order>', 'what breaks a tie, the first that can (cost,score,lot where nothing is said)').choices(
        Object.keys(TIE_BREAKS),
      ),
    )
    .option('--seed <value>', 'the public value that breaks ties by lot; without it the order of ids does')
    .option('--exact-start', 'start add1 at budget/n instead of its whole part')
    .option('--no-exhaustive-stop', 'do not stop add1 where no project would fit any more')
    .option('--supported-only', 'the completion funds only what somebody supports')
    .option('--json', 'for programs')
    .action((files: string[], options: Options) => {
      const { json, exhaustiveStop, tieBreak, ...rules } = options
      const counts = files.map(file => {
        const how = {
          ...rules,
          tieOrder: tieBreak === undefined ? undefined : TIE_BREAKS[tieBreak],
          noExhaustiveStop: !exhaustiveStop,
        }
        const counted = countElection(readBytes(file, json), how, warningText)
        // Of several files, say which.
        const named = (path: string | undefined) => (files.length > 1 ? `${file}${path ? `, ${path}` : ''}` : path)
        return counted.ok
          ? { file, count: counted.value }
          : refuse(
              counted.refusals.map(one => ({ ...one, path: named(one.path) })),
              words('en').refusal,
              { json },
            )
      })
      if (json) return sayJson(files.length === 1 ? counts[0]?.count : counts.map(({ file, count }) => ({ file, ...count })))
      for (const { file, count } of counts) {
        if (files.length > 1) say(`${file}:`)
        sayCount(count)
      }
    })
