import { Command } from 'commander'
import { auditCommand } from './audit.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { budgetCommand } from './budget.ts'
import { deliverCommand } from './deliver.ts'
import { deliveryCommand } from './delivery.ts'
import { exportCommand } from './export.ts'
import { feedbackCommand } from './feedback.ts'
import { migrateCommand } from './migrate.ts'
import { receiverCommand } from './receiver.ts'
import { Stopped } from './run.ts'
import { searchCommand } from './search.ts'
import { seedCommand } from './seed.ts'
import { tallyCommand } from './tally.ts'
import { unitsCommand } from './units.ts'
import { userCommand } from './user.ts'

// Exit status: 0 done; 1 refused, with what and where on stderr; 2 wrong usage, of commands inside commands as well.
const program = new Command('ashar').description("The operator's tool of Ashar")
for (const command of [
  migrateCommand,
  feedbackCommand,
  unitsCommand,
  budgetCommand,
  exportCommand,
  auditCommand,
  deliverCommand,
  deliveryCommand,
  receiverCommand,
  searchCommand,
  seedCommand,
  userCommand,
  tallyCommand,
  backupCommand,
  restoreCommand,
])
  program.addCommand(command())
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
