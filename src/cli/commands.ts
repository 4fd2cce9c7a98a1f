import { auditCommand } from './audit.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { ballotsCommand } from './ballots.ts'
import { budgetCommand } from './budget.ts'
import { deliverCommand } from './deliver.ts'
import { deliveryCommand } from './delivery.ts'
import { exportCommand } from './export.ts'
import { feedbackCommand } from './feedback.ts'
import { migrateCommand } from './migrate.ts'
import { receiverCommand } from './receiver.ts'
import { searchCommand } from './search.ts'
import { seedCommand } from './seed.ts'
import { tallyCommand } from './tally.ts'
import { unitsCommand } from './units.ts'
import { userCommand } from './user.ts'

/** All commands of the operator's tool. */
export const COMMANDS = [
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
  ballotsCommand,
  backupCommand,
  restoreCommand,
] as const
