import { Command } from 'commander'
import { Stopped } from './run.ts'
import { tallyCommand } from './tally.ts'

// Exit status: 0 done; 1 refused, with what and where on stderr; 2 wrong usage, of commands inside commands as well.
const program = new Command('ashar').description("The operator's tool of Ashar")
// A recount needs no store, and is repeated on machines of any size: nothing else is loaded for it.
const commands = process.argv[2] === 'tally' ? [tallyCommand] : (await import('./commands.ts')).COMMANDS
for (const command of commands) program.addCommand(command())
const exitInside = (command: Command): void => {
  command.exitOverride(error => process.exit(error.exitCode === 0 ? 0 : 2))
  command.commands.forEach(exitInside)
}
exitInside(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Stopped) process.exitCode = error.status
  else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`)
    process.exitCode = 1
  }
}
