import { Command } from 'commander'
import { auditCommand } from './audit.ts'
import { deliverCommand } from './deliver.ts'
import { deliveryCommand } from './delivery.ts'
import { migrateCommand } from './migrate.ts'
import { receiverCommand } from './receiver.ts'
import { Stopped } from './run.ts'
import { seedCommand } from './seed.ts'
import { userCommand } from './user.ts'

// Exit status: 0 done; 1 refused, with what and where on stderr; 2 wrong usage.
const program = new Command('ashar').description("The operator's tool of Ashar")
for (const command of [migrateCommand, auditCommand, deliverCommand, deliveryCommand, receiverCommand, seedCommand, userCommand])
  program.addCommand(command())
endByRule(program)

// A command that is added does not take over how its parent ends.
function endByRule(command: Command): void {
  command.exitOverride(error => process.exit(error.exitCode === 0 ? 0 : 2))
  for (const one of command.commands) endByRule(one)
}

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof Stopped) process.exitCode = error.status
  else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`)
    process.exitCode = 1
  }
}
