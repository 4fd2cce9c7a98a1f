import { openStore } from '#db/open.ts'
import type { Store } from '#db/store.ts'
import { type Config, readConfig } from '#platform/config.ts'
import { type Files, openFiles } from '#platform/files.ts'
import { newUuid, type RandomBytes, systemRandom } from '#platform/ids.ts'
import { type Log, openLog } from '#platform/log.ts'
import { type Mail, openMail } from '#platform/mail.ts'
import { openServerKey, type ServerKey } from '#platform/secret.ts'

/** Everything a use case needs from the outside; time, ids and chance come from here, so that tests can set them. */
export interface App {
  readonly config: Config
  readonly store: Store
  readonly now: () => Date
  /** A new UUIDv7. */
  readonly newId: () => string
  readonly random: RandomBytes
  /** Keys of this portal, by what they are for. */
  readonly serverKey: ServerKey
  readonly mail: Mail
  readonly files: Files
  readonly log: Log
  readonly close: () => Promise<void>
}

/** Puts the parts together. The store must have been migrated (`migrateStore`). */
export function buildApp(config: Config): App {
  const store = openStore({ databaseUrl: config.databaseUrl, replicaUrl: config.replicaUrl })
  const mail = openMail(config)
  return {
    config,
    store,
    now: () => new Date(),
    newId: newUuid,
    random: systemRandom,
    serverKey: openServerKey(config.dataDir, config.secret),
    mail,
    files: openFiles(config.dataDir),
    log: openLog(config.logLevel),
    close: async () => {
      mail.close()
      await store.close()
    },
  }
}

const SHARED = Symbol.for('ashar.app')
const shared = globalThis as { [SHARED]?: App }

/** The process's one App: the server's own code hands it to the built pages; `astro dev` builds it on first use. */
export const sharedApp = (): App => (shared[SHARED] ??= buildApp(readConfig(process.env)))
export const shareApp = (app: App): void => {
  shared[SHARED] = app
}
