import { pathToFileURL } from 'node:url'
import { migrateStore } from '#db/migrate.ts'
import { forgetPageChanges } from '#db/touchPages.ts'
import { seedBase } from '#db/seed/base.ts'
import { eraseExpired } from '#features/feedback/eraseExpired.ts'
import { forgetOver } from '#features/identity/forgetOver.ts'
import { readConfig } from '#platform/config.ts'
import { type App, buildApp } from './app.ts'

/** A piece of background work: what it is called in logs, how often it runs, and one run of it. */
export interface Chore {
  readonly name: string
  readonly everyMs: number
  readonly run: (app: App) => Promise<unknown>
}

const CHORES: readonly Chore[] = [
  { name: 'forget page changes', everyMs: 3_600_000, run: forgetPageChanges },
  { name: 'forget what is over', everyMs: 3_600_000, run: forgetOver },
  { name: 'erase expired feedback data', everyMs: 3_600_000, run: eraseExpired },
]

/** Starts all background work; the answer stops it and waits for what is under way. */
export function startWorker(app: App, chores: readonly Chore[] = CHORES): () => Promise<void> {
  let stopped = false
  const waking = new Set<() => void>()
  const running = chores.map(async chore => {
    while (!stopped) {
      try {
        await chore.run(app)
      } catch (error) {
        app.log.error({ err: error, chore: chore.name }, 'background work failed; it is tried again')
      }
      if (stopped) break
      await new Promise<void>(resolve => {
        const wake = () => {
          clearTimeout(timer)
          waking.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, chore.everyMs)
        timer.unref()
        waking.add(wake)
      })
    }
  })
  return async () => {
    stopped = true
    for (const wake of [...waking]) wake()
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
