import { pathToFileURL } from 'node:url'
import { migrateStore } from '#db/migrate.ts'
import { forgetPageChanges } from '#db/touchPages.ts'
import { seedBase } from '#db/seed/base.ts'
import { eraseUploads } from '#features/budgets/eraseUploads.ts'
import { readWaitingBudgets } from '#features/budgets/readWaitingBudgets.ts'
import { READING_BELL } from '#features/budgets/rules/prepared.ts'
import { deliverDue } from '#features/delivery/deliverDue.ts'
import { eraseContacts } from '#features/delivery/eraseContacts.ts'
import { DELIVERY_BELL } from '#features/delivery/rules/bell.ts'
import { sweepFiles } from '#features/documents/sweepFiles.ts'
import { carryHearingItems } from '#features/feedback/carryHearingItems.ts'
import { askWhetherDone } from '#features/feedback/askWhetherDone.ts'
import { eraseExpired } from '#features/feedback/eraseExpired.ts'
import { eraseReminders, remindOfHearings, tellResultsDue } from '#features/hearings/hearingChores.ts'
import { forgetOver } from '#features/identity/forgetOver.ts'
import { NOTICE_BELL } from '#features/notices/rules/bell.ts'
import { forgetMailFiles } from '#features/notices/forgetMailFiles.ts'
import { sendDueNotices } from '#features/notices/sendDueNotices.ts'
import { eraseProposalContacts } from '#features/participatory-budgeting/proposals/eraseProposalContacts.ts'
import { openDueVoting } from '#features/participatory-budgeting/ballots/openVoting.ts'
import { closeDueBoxes } from '#features/participatory-budgeting/ballots/closeBox.ts'
import { shuffleAtNight } from '#features/participatory-budgeting/ballots/shuffleStores.ts'
import { countTurnouts, forgetVoters } from '#features/participatory-budgeting/voters/voterChores.ts'
import { publishDueReports } from '#features/reports/publishDueReports.ts'
import { waitForBell } from '#platform/bell.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from './app.ts'
import { fillSearch } from './rebuildSearch.ts'

/**
 * A piece of background work: what it is called in logs, how often it runs at least, and one run of it. `bell` wakes it
 * earlier (platform/bell.ts). A long run stops taking new work when `stopping` aborts.
 */
export interface Chore {
  readonly name: string
  readonly everyMs: number
  readonly bell?: string
  readonly run: (app: App, stopping: AbortSignal) => Promise<unknown>
}

const CHORES: readonly Chore[] = [
  { name: 'deliveries', everyMs: 1_000, bell: DELIVERY_BELL, run: (app, signal) => deliverDue(app, { signal }) },
  { name: 'notices', everyMs: 5_000, bell: NOTICE_BELL, run: sendDueNotices },
  { name: 'budget readings', everyMs: 5_000, bell: READING_BELL, run: readWaitingBudgets },
  { name: 'carry items of hearings', everyMs: 60_000, run: (app, signal) => carryHearingItems(app, signal) },
  { name: 'remind of hearings', everyMs: 600_000, run: remindOfHearings },
  { name: 'tell offices that results are due', everyMs: 3_600_000, run: tellResultsDue },
  { name: 'erase addresses of past hearings', everyMs: 3_600_000, run: eraseReminders },
  { name: 'erase contacts of proposals', everyMs: 3_600_000, run: eraseProposalContacts },
  { name: 'reports with a date', everyMs: 1_000, run: publishDueReports },
  { name: 'open voting', everyMs: 60_000, run: openDueVoting },
  { name: 'forget page changes', everyMs: 3_600_000, run: forgetPageChanges },
  { name: 'forget what is over', everyMs: 3_600_000, run: forgetOver },
  { name: 'forget mail files', everyMs: 24 * 3_600_000, run: forgetMailFiles },
  { name: 'erase contacts of the outbox', everyMs: 3_600_000, run: eraseContacts },
  { name: 'ask whether it was done', everyMs: 600_000, run: askWhetherDone },
  { name: 'erase expired feedback data', everyMs: 3_600_000, run: eraseExpired },
  { name: 'close ballot boxes', everyMs: 30_000, run: (app, signal) => closeDueBoxes(app, signal) },
  { name: 'copy roll and box anew at night', everyMs: 600_000, run: shuffleAtNight },
  { name: 'make older things findable', everyMs: 24 * 3_600_000, run: fillSearch },
  { name: 'sweep files that nothing leads to', everyMs: 6 * 3_600_000, run: sweepFiles },
  { name: 'count turnout for the day', everyMs: 600_000, run: countTurnouts },
  { name: 'erase names of voters and destroy keys of rolls', everyMs: 3_600_000, run: forgetVoters },
  { name: 'erase files of budgets given up', everyMs: 6 * 3_600_000, run: eraseUploads },
]

/** Starts all background work; the answer stops it and waits for what is under way. */
export function startWorker(app: App, chores: readonly Chore[] = CHORES): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const running = chores.map(async chore => {
    while (!signal.aborted) {
      try {
        await chore.run(app, signal)
      } catch (error) {
        app.log.error({ err: error, chore: chore.name }, 'background work failed; it is tried again')
      }
      await waitForBell(chore.bell ?? chore.name, chore.everyMs, signal)
    }
  })
  return async () => {
    stopping.abort()
    await Promise.all(running)
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const config = readConfig(process.env)
  await migrateStore(config.databaseUrl)
  const app = buildApp(config)
  await seedBase(app)
  const stop = startWorker(app)
  // Timers of the chores do not hold the process; this one does.
  const hold = setInterval(() => {}, 60_000)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      clearInterval(hold)
      await stop()
      await app.close()
    })
  app.log.info('background work started')
}
