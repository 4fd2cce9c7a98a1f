import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { OPERATOR } from '#features/identity/rules/viewer.ts'
import { closeBox } from '#features/participatory-budgeting/ballots/closeBox.ts'
import type { TypedSheets } from '#features/participatory-budgeting/ballots/keyShares.ts'
import { openBox } from '#features/participatory-budgeting/ballots/openBox.ts'
import { rehearseBoxKey } from '#features/participatory-budgeting/ballots/rehearseBoxKey.ts'
import { SHEET_LINES } from '#features/participatory-budgeting/ballots/rules/keySheet.ts'
import { verifyBox } from '#features/participatory-budgeting/ballots/verifyBox.ts'
import { words } from '#features/participatory-budgeting/words.ts'
import { instantInBishkek } from '#platform/dates.ts'
import type { Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import { refuse, say, sayJson, Stopped, withApp } from './run.ts'

interface Options {
  readonly sheet?: readonly string[]
  readonly sheets?: boolean
  readonly json?: boolean
}

function fromFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    process.stderr.write(`${path} cannot be read: ${error instanceof Error ? error.message : error}\n`)
    throw new Stopped(1)
  }
}

/** Lines from the terminal or a pipe, until there are enough for two sheets or the input ends. */
async function fromInput(): Promise<string[]> {
  const asked = process.stdin.isTTY
  const input = createInterface({ input: process.stdin })
  const lines: string[] = []
  const ask = (): void => {
    const [sheet, line] = [Math.floor(lines.length / SHEET_LINES) + 1, (lines.length % SHEET_LINES) + 1]
    if (asked && sheet <= 2) process.stderr.write(`Sheet ${sheet === 1 ? 'one' : 'two'}, line ${line}: `)
  }
  ask()
  for await (const line of input) {
    // A scanned code is a whole sheet in one line.
    if (line.trim().length > 60) lines.push(...(line.replace(/\s/g, '').match(/.{1,12}/g) ?? []))
    else if (line.trim() !== '') lines.push(line)
    if (lines.length >= 2 * SHEET_LINES) break
    ask()
  }
  input.close()
  return lines
}

/** Two sheets from files or typed in: never from the command line, which stays in the history of the shell and in lists of processes. */
async function readSheets({ sheet = [] }: Options): Promise<TypedSheets> {
  if (sheet.length > 0) {
    if (sheet.length !== 2) {
      process.stderr.write('Two sheets are needed: --sheet FILE --sheet FILE\n')
      throw new Stopped(2)
    }
    return { sheet1: fromFile(sheet[0] ?? ''), sheet2: fromFile(sheet[1] ?? '') }
  }
  const lines = await fromInput()
  return { sheet1: lines.slice(0, SHEET_LINES).join('\n'), sheet2: lines.slice(SHEET_LINES).join('\n') }
}

function tell<T>(result: Result<T>, { json }: Options, inWords: (value: T) => string): T {
  if (!result.ok) return refuse(result.refusals, words('en').refusal, { json })
  if (json) sayJson(result.value)
  else say(inWords(result.value))
  return result.value
}

const command = (name: string, description: string, work: (app: App, cycle: string, options: Options) => Promise<void>) =>
  new Command(name)
    .description(description)
    .argument('<cycle>', 'its id, as in the address: ala-buka-2026')
    .option('--json', 'for programs')
    .action((cycle: string, options: Options) => withApp(app => work(app, cycle, options)))
const fromFiles = (made: Command) =>
  made.option(
    '--sheet <file>',
    'a file with the six lines of a sheet; twice. Without it sheets are typed in',
    (file, all: string[]) => [...all, file],
    [],
  )

/** The ballot box at the command line, for who runs the portal and for observers beside them. */
export const ballotsCommand = () =>
  new Command('ballots')
    .description('The ballot box of a cycle: rehearse its key, close, open and verify it')
    .addCommand(
      fromFiles(
        command('rehearse', 'Open a trial envelope with two key sheets', async (app, cycle, options) => {
          const done = await rehearseBoxKey(app, OPERATOR, cycle, await readSheets(options))
          tell(done, options, () => 'Rehearsed: two sheets opened a trial envelope.')
        }),
      ),
    )
    .addCommand(
      command('close', 'Close the box once voting online is over, and chain its envelopes', async (app, cycle, options) => {
        tell(
          await closeBox(app, OPERATOR, cycle),
          options,
          ({ closedAt, envelopes, head }) =>
            `Closed at ${instantInBishkek(closedAt)} with ${envelopes} envelopes\nHead of the chain, for the protocol: ${head}`,
        )
      }),
    )
    .addCommand(
      fromFiles(
        command('open', 'Open a closed box with two key sheets', async (app, cycle, options) => {
          const opened = await openBox(app, OPERATOR, cycle, await readSheets(options))
          const { spoiled } = tell(opened, options, one => `Opened: ${one.ballots} ballots, ${one.spoiled.length} spoiled`)
          if (!options.json) for (const one of spoiled) say(`spoiled: ${one.receipt} (${one.code})`)
        }),
      ),
    )
    .addCommand(
      fromFiles(
        command(
          'verify',
          'Compute the chain again; with --sheets also open all envelopes and compare',
          async (app, cycle, options) => {
            const asked = options.sheets || (options.sheet ?? []).length > 0
            const verified = await verifyBox(app, OPERATOR, cycle, asked ? await readSheets(options) : undefined)
            const { sound } = tell(verified, options, one =>
              [
                `${one.sound ? 'Sound' : 'BROKEN'}: ${one.envelopes} envelopes, head ${one.head}`,
                `Recorded at the closing: ${one.recorded} (${one.chain})`,
                `Ballots: ${one.opened} counted, ${one.spoiled} spoiled; ${asked ? `compared with the envelopes: ${one.ballots}` : 'not compared, since no sheets were given'}`,
              ].join('\n'),
            )
            if (!sound) throw new Stopped(1)
          },
        ),
      ).option('--sheets', 'ask for two key sheets, or read them from the input'),
    )
